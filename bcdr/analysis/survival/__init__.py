"""What survives a disaster: a fault tree of the whole plan, evaluated for given events or searched for fatal ones.

Terms are those of fault tree analysis: a *basic event* is one thing lost or hostile, a *gate* combines what fails, the
*top event* of a datastore is that it is lost for good, and a *minimal cut set* is a smallest combination of basic
events that causes it.
"""
