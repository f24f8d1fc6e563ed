"""The Art. 30 register: every activity in the form of the law, as controller and as processor."""

from bcdr.report.art30.document import art30

__all__ = ["art30"]
