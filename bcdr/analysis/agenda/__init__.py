"""A year of drills: what is still to be shown, on which day, by whom. Reports ask for it; a lint never loads it."""

from bcdr.analysis.agenda.agenda import Agenda, Met, Missing, Session, agenda
from bcdr.analysis.agenda.need import Need

__all__ = ["Agenda", "Met", "Missing", "Need", "Session", "agenda"]
