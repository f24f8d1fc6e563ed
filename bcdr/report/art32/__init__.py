"""The Art. 32 report: security of processing, as far as recovery carries it."""

from bcdr.report.art32.document import art32

__all__ = ["art32"]
