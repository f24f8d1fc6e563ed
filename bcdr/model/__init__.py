"""The words of a plan: frozen records, one topic a module, no behaviour beyond their own fields."""
