"""`bcdr verify`: says whether a document that somebody was given is what was made, and what is not."""

from typing import Annotated, Literal

from bcdr.cli.exits import CLEAN, FOUND
from bcdr.cli.option import Argument, Option, Verbose

File = Annotated[str, Argument("The PDF that you were given.", "FILE")]
Against = Annotated[
    str | None,
    Option(
        "Folder of the working plan, to say what differs in it from the plan that the document was made from.",
        ("--plan",),
        "DIR",
    ),
]
Trust = Annotated[
    tuple[str, ...],
    Option(
        "Certificate of a signer or of who vouches for them, got from them by another way; can be given again.",
        ("--trust",),
        "FILE",
    ),
]
Format = Annotated[Literal["text", "json"], Option("text for people; json for programs.", ("--format",))]


def run(file: File, plan: Against = None, trust: Trust = (), format: Format = "text", verbose: Verbose = False) -> int:
    """Check a document that you were given: is it what bcdr made, and from which plan?

    It needs nothing but the PDF. The attached files are compared with the manifest, the document is made again from
    them and compared page by page, and what was added to the file later is named. With --plan it also says how the
    working plan differs from the attached one. Nothing in the file is run, written or fetched.

    Exit code: 0 it is as it was made (and the plan the same, where one was given), 1 it differs or that could not be
    shown, 2 it cannot be read.
    """
    del verbose
    from bcdr.cli.examining import examined
    from bcdr.cli.terminal import has_colour

    found = examined(file, plan, trust)
    if format == "json":
        from bcdr.render.verdict import verdict_json

        print(verdict_json(found))
    else:
        import sys

        from bcdr.render.verdict import verdict

        print(verdict(found, colour=has_colour(sys.stdout)))
    return CLEAN if found.is_as_made else FOUND
