"""Paper (纸面): the wording a county gives its documents, and how they are printed as .docx and PDF.

It is given what stands on a document and gives back bytes; it opens no record and asks nobody.
"""
