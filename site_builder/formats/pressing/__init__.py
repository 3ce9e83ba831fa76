"""Typesetting one document again and again: what an edit does not touch is neither laid out nor drawn anew.

Works on the objects that WeasyPrint hands over; it is not imported.
"""
