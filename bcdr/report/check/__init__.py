"""Document checks: what does a legal report lack, although no rule of the plan speaks of it?

One module a topic, one function a check. The function's name is the name of the finding, its docstring the lesson
that `bcdr explain` and the manual print.
"""
