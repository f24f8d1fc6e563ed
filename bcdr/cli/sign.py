"""`bcdr sign`: puts a signature under a document, beside those that are there."""

from pathlib import Path
from typing import Annotated

from bcdr.cli.exits import CLEAN
from bcdr.cli.option import Argument, Option, Verbose

File = Annotated[str, Argument("The PDF to sign.", "FILE")]
Key = Annotated[str, Option("Your key: PKCS#12 (.p12, .pfx), or PEM together with --certificate.", ("--key",), "FILE")]
Certificate = Annotated[str | None, Option("The certificate of a key in PEM.", ("--certificate",), "FILE")]
Field = Annotated[
    str | None,
    Option("Name of the signature, such as the role you sign in. Default: the next free number.", ("--field",), "NAME"),
]
Reason = Annotated[str | None, Option("Why you sign; stands in the signature.", ("--reason",), "TEXT")]
Output = Annotated[
    str | None, Option("File to write. Default: FILE with -signed added to its name.", ("--output", "-o"), "FILE")
]
Passphrase = Annotated[
    str | None,
    Option(
        "File whose first line is the passphrase of the key. Default: the environment variable BCDR_KEY_PASSPHRASE, "
        "else you are asked.",
        ("--passphrase-file",),
        "FILE",
    ),
]
Timestamp = Annotated[
    str | None,
    Option("Address of a time-stamping service (RFC 3161) to ask; the only use of a network.", ("--timestamp",), "URL"),
]


def run(
    file: File,
    key: Key,
    certificate: Certificate = None,
    field: Field = None,
    reason: Reason = None,
    output: Output = None,
    passphrase_file: Passphrase = None,
    timestamp: Timestamp = None,
    verbose: Verbose = False,
) -> int:
    """Sign a document that bcdr made: a PAdES signature behind its end, so that the original stays byte for byte.

    Several people sign one after the other, each the file that the one before wrote. The passphrase is never taken from
    the command line. Needs the extra: pip install 'bcdr[sign]'.

    Exit code: 0 signed, 2 nothing was written.
    """
    del verbose
    from bcdr.cli.output import write, wrote
    from bcdr.cli.signing import signed

    path = Path(file)
    target = Path(output) if output else path.with_name(f"{path.stem}-signed{path.suffix}")
    content, who = signed(path, key, certificate, field, reason, passphrase_file, timestamp)
    write(target, content)
    wrote(target, f"signed by {who}")
    return CLEAN
