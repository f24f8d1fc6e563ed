"""The runbook site as plain data: one module a kind of page; `site` composes them."""
