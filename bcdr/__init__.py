"""bcdr: business continuity and disaster recovery plans as validated text."""

__version__ = "0.1.0"
