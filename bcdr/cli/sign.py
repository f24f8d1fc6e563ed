"""`bcdr sign`: puts a signature on a line of a document, beside those that are there."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from bcdr.cli.exits import CLEAN
from bcdr.cli.mark import KEY, Certificate, Passphrase, Reason, Timestamp
from bcdr.cli.option import Argument, Option, Verbose
from bcdr.errors import BcdrError

if TYPE_CHECKING:
    from bcdr.scrutiny.paper import Line

File = Annotated[str, Argument("The PDF to sign.", "FILE")]
Key = Annotated[
    str | None,
    Option(f"Your key: {KEY}", ("--key",), "FILE"),
]
Field = Annotated[
    str | None, Option("The line to sign on, by the name that --list shows. It is never guessed.", ("--field",), "NAME")
]
Listing = Annotated[bool, Option("Only list the lines: their names, whose they are, and which are empty.", ("--list",))]
Output = Annotated[
    str | None, Option("File to write. Default: FILE with -signed added to its name.", ("--output", "-o"), "FILE")
]


def run(
    file: File,
    key: Key = None,
    field: Field = None,
    shows: Listing = False,
    certificate: Certificate = None,
    reason: Reason = None,
    output: Output = None,
    passphrase_file: Passphrase = None,
    timestamp: Timestamp = None,
    verbose: Verbose = False,
) -> int:
    """Sign a line of a document that bcdr made: a PAdES signature behind its end, so that the original stays as it is.

    The line then shows who signed, why and when. Several people sign one after the other, each the file that the one
    before wrote, each on a line of their own. The passphrase is never taken from the command line. Needs the extra:
    pip install 'bcdr[sign]'; --list does not.

    Exit code: 0 signed or listed, 2 nothing was written.
    """
    del verbose
    from bcdr.cli.output import write, wrote
    from bcdr.cli.signing import Signing, document, signed

    path = Path(file)
    if shows:
        from bcdr.cli.key import read

        print(listed(file, document(path, read(path)).lines()))
        return CLEAN
    if key is None:
        raise BcdrError(f"{file} was not signed: there is no key", "give one by --key; --list shows the lines")
    target = Path(output) if output else path.with_name(f"{path.stem}-signed{path.suffix}")
    content, who = signed(path, Signing(key, certificate, field, reason, passphrase_file, timestamp))
    write(target, content)
    wrote(target, f"signed by {who}")
    return CLEAN


def listed(file: str, lines: "tuple[Line, ...]") -> str:
    """The lines of a file for a person: name, what became of it, and whose it is."""
    from bcdr.render.terminal import escaped
    from bcdr.report.wording import counted

    seen = [one for one in lines if one.is_visible]
    if not seen:
        return f"{escaped(file)} has no line to sign on"
    wide = max(len(one.name) for one in seen)
    said = [f"{escaped(file)} has {counted(len(seen), 'line')} to sign on:"]
    said += [
        f"  {escaped(one.name):<{wide}}  {'signed' if one.is_signed else 'empty '}  {escaped(one.label)}"
        for one in seen
    ]
    return "\n".join(said)
