"""Typesetting one document again and again: what an edit does not touch is neither laid out nor drawn anew.

The pages are those of a document that is laid out in one go, as long as no rule of the style looks at a neighbour
beyond a page's end: `.sheet:nth-child(2)` is told by none of its parts. To begin a page may depend on a neighbour.

Works on the objects that WeasyPrint hands over; it is not imported.
"""
