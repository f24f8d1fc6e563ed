"""Findings as SARIF 2.1.0, which code scanning of GitHub and many editors read.

Every plan of a run is one invocation; one that could not be loaded was not successful, and says why.
"""

from __future__ import annotations

from bcdr.render.sarif.log import sarif

__all__ = ["sarif"]
