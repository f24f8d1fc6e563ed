"""The prepared pack for a breach of personal data: clock, decision, forms and letters of Art. 33 and 34."""

from bcdr.report.breach.document import breach

__all__ = ["breach"]
