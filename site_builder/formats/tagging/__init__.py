"""Tags: what WeasyPrint's structure tree lacks for PDF/UA, mended before the file is written.

Works on the objects that it hands over; neither WeasyPrint nor its PDF writer is imported.
"""
