"""The Art. 35 report: the data protection impact assessment, quoting live facts of backup and recovery."""

from bcdr.report.art35.document import art35

__all__ = ["art35"]
