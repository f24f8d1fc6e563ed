"""Question sheets to send to vendors, one each, and the register of what they answered."""

from bcdr.report.vendors.document import vendors

__all__ = ["vendors"]
