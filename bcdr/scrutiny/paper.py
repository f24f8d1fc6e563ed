"""A PDF taken apart: attachments, what each page is drawn of, and what the file says of itself.

The file may come from anyone. It is read in memory, no part of it is written anywhere or carried out, and what it
unpacks to is bounded: `PaperError` says in one sentence why a file is not read.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import pypdf
from pypdf.errors import DependencyError
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from bcdr.errors import BcdrError
from bcdr.scrutiny.fingerprint import Fingerprint, is_line, resolved
from bcdr.scrutiny.means import Means, means
from bcdr.scrutiny.unpack import Budget, UnpackError

SIZE_LIMIT = 256 * 1024 * 1024
"""Bytes of a PDF; those of bcdr have less than a tenth of it."""
ATTACHMENT_LIMIT = 64 * 1024 * 1024
"""Bytes of one attached file after unpacking."""
ATTACHED_LIMIT = 128 * 1024 * 1024
"""Bytes of all attached files together, which are held at once; bcdr attaches a quarter of it at most."""
TEXT_LIMIT = 8 * 1024 * 1024
"""Bytes that a page is drawn of, to be read as text; those of bcdr have less than a hundredth of it."""
METADATA_LIMIT = 1024 * 1024
"""Bytes of the metadata; those of bcdr have less than a hundredth of it."""
_NODES, _FILES = 10_000, 20_000
"""Nodes of a name tree, so that a tree of circles ends, and files that it may name."""
SIGNATURE, PLACE = "Signature", "SignatureField"
"""Kinds of marks for signatures: one that shows nothing, and one that has room on the page to show something."""
SIGNS = "Signature of "
"""What the description of a line to sign on begins with; the same as `render.line` writes."""
_ENCRYPTED = "the file is encrypted, which bcdr never does"
_AS_IT_WAS = "ask for the file as it was made"
_OPEN_IT = "ask for it as it was made, without a password"
_END, _TAIL = b"%%EOF", 2048

logging.getLogger("pypdf").addHandler(logging.NullHandler())
logging.getLogger("pypdf").propagate = False


class PaperError(BcdrError):
    """The file cannot be read as a PDF of ours."""


class Enclosed(NamedTuple):
    """An attached file: its bytes, or why they cannot be had."""

    name: str
    data: bytes | None
    fault: str = ""


class Mark(NamedTuple):
    """Something that lies over a page: its kind and digest.

    `place` is the digest of a line to sign on without what signing puts there, and `is_signed` whether it was signed.
    """

    kind: str
    digest: str
    place: str = ""
    is_signed: bool = False


class Leaf(NamedTuple):
    """A page: the digest of its own drawing, what it draws with, and each mark that was laid over it.

    What a page could draw with and does not is no part of it.
    """

    own: str
    means: Means
    marks: tuple[Mark, ...]

    @property
    def drawing(self) -> str:
        """Equal for two pages that look the same."""
        return f"{self.own} {sorted((name, digest) for name, (_, digest) in self.means.items())}"


class Line(NamedTuple):
    """A place for a signature: the name it is chosen by, the role it is for, what it says, and what became of it."""

    name: str
    role: str
    label: str
    is_signed: bool
    is_visible: bool


class Paper:
    """A PDF that could be opened."""

    def __init__(self, content: bytes) -> None:
        """Open `content`; raises PaperError when it is no whole, open PDF."""
        if len(content) > SIZE_LIMIT:
            raise PaperError(f"the file has more than {SIZE_LIMIT // 2**20} MiB", "documents of bcdr are far smaller")
        if b"%PDF-" not in content[:1024]:
            raise PaperError("the file is not a PDF", "ask for the file as it was sent out")
        if _END not in content[-_TAIL:]:
            raise PaperError("the file is cut off: its end is missing", "ask for it again, whole")
        self.content = content
        self._budget = Budget()
        self._files: tuple[Enclosed, ...] | None = None
        with _guarded():
            self._reader = pypdf.PdfReader(io.BytesIO(content), strict=False)
            if self._reader.is_encrypted:
                raise PaperError(_ENCRYPTED, _OPEN_IT)
            self._root = self._reader.root_object
            pages = self._reader.pages
            references = ((n, page.indirect_reference) for n, page in enumerate(pages))
            self._print = Fingerprint({r.idnum: n for n, r in references if r is not None}, self._budget)
            self.count = len(pages)

    def properties(self) -> Mapping[str, str]:
        """What the file says of itself in its list of properties, by name without the slash."""
        with _guarded():
            info = resolved(self._reader.trailer.get("/Info"))
            if not isinstance(info, DictionaryObject):
                return {}
            return {str(k).lstrip("/"): str(resolved(v)) for k, v in info.items()}

    def enclosed(self) -> tuple[Enclosed, ...]:
        """All attached files by the names of the file's list, in its order. A name may occur twice."""
        with _guarded():
            if self._files is None:
                names = resolved(self._root.get("/Names"))
                tree = names.get("/EmbeddedFiles") if isinstance(names, DictionaryObject) else None
                self._files = tuple(self._all_enclosed(tree))
            return self._files

    def _all_enclosed(self, tree: Any) -> Iterator[Enclosed]:
        left = ATTACHED_LIMIT
        for entry in _leaves(tree):
            found = self._enclosed(entry, min(left, ATTACHMENT_LIMIT))
            left -= len(found.data or b"")
            yield found

    def _enclosed(self, entry: Any, limit: int) -> Enclosed:
        said = resolved(entry)
        if not isinstance(said, DictionaryObject):
            return Enclosed("", None, "is no file")
        name = str(resolved(said.get("/UF")) or resolved(said.get("/F")) or "")
        files = resolved(said.get("/EF"))
        stream = resolved(files.get("/F")) if isinstance(files, DictionaryObject) else None
        if not isinstance(stream, StreamObject):
            return Enclosed(name, None, "has no content")
        try:
            return Enclosed(name, self._budget.unpacked(stream, limit))
        except UnpackError as problem:
            return Enclosed(name, None, str(problem))

    def leaves(self) -> tuple[Leaf, ...]:
        """What each page is drawn of, and what lies over it."""
        with _guarded():
            return tuple(self._leaf(page) for page in self._reader.pages)

    def _leaf(self, page: DictionaryObject) -> Leaf:
        marks = tuple(self._mark(mark) for mark in _list(page.get("/Annots")))
        content, offered = self._content(page), resolved(page.get("/Resources"))
        taken = means(content, offered, self._print) if content is not None else None
        own = self._print.entries(page, {"/Annots", "/Parent", "/Resources"})
        if taken is None:
            own, taken = f"{own} {self._print.of(offered)}", {}
        return Leaf(own, taken, marks)

    def _content(self, page: DictionaryObject) -> bytes | None:
        found = resolved(page.get("/Contents"))
        parts = [resolved(part) for part in found] if isinstance(found, ArrayObject) else [found]
        try:
            bodies = [self._body(part, TEXT_LIMIT) for part in parts]
        except PaperError:
            return None
        return b"\n".join(bodies)

    def _mark(self, mark: Any) -> Mark:
        said = resolved(mark)
        if not isinstance(said, DictionaryObject):
            return Mark("", self._print.of(mark))
        above = resolved(said.get("/Parent"))
        if is_line(said) or is_line(above):
            kind = PLACE if _has_room(said) else SIGNATURE
            place = self._print.place(said) if is_line(said) else ""
            return Mark(kind, self._print.mark(said), place, "/V" in said)
        return Mark(str(said.get("/Subtype", "")).lstrip("/"), self._print.of(mark))

    def lines(self) -> tuple[Line, ...]:
        """All places for signatures, in the order of the file's list of fields; then those that only a page knows."""
        with _guarded():
            marks = (resolved(m) for page in self._reader.pages for m in _list(page.get("/Annots")))
            found = {id(f): f for f in (*map(resolved, self._fields()), *marks) if is_line(f)}
            return tuple(map(_line, found.values()))

    def fields(self) -> tuple[tuple[str, bool], ...]:
        """Digest of each field of the file's form, and whether it is a line without parts of its own."""
        with _guarded():
            found = [(self._print.of(f), resolved(f)) for f in self._fields()]
            return tuple((digest, is_line(f) and "/Kids" not in f) for digest, f in found)

    def form(self) -> frozenset[str]:
        """Entries of the file's form; nothing when it has none."""
        with _guarded():
            form = resolved(self._root.get("/AcroForm"))
            return frozenset(map(str, form)) if isinstance(form, DictionaryObject) else frozenset()

    def _fields(self) -> list[Any]:
        form = resolved(self._root.get("/AcroForm"))
        return _list(form.get("/Fields")) if isinstance(form, DictionaryObject) else []

    def parts(self) -> Mapping[str, str]:
        """Digests of what belongs to the file and to no page, by name: structure, outline, metadata and the like."""
        with _guarded():
            found = {k.lstrip("/"): self._print.of(v) for k, v in self._root.items() if k not in {"/Pages", "/Type"}}
            return found | {"Info": self._print.of(self._reader.trailer.get("/Info"))}

    def metadata(self) -> bytes:
        """The metadata (XMP) as written; nothing where there is none that can be read."""
        with _guarded():
            found = resolved(self._root.get("/Metadata"))
            try:
                return self._budget.unpacked(found, METADATA_LIMIT) if isinstance(found, StreamObject) else b""
            except UnpackError:
                return b""

    def text(self, number: int) -> list[str]:
        """Lines of text of a page, counted from 0; PaperError when it holds no text that can be read."""
        with _guarded():
            content = self._content(self._reader.pages[number])
            if content is None or len(content) > TEXT_LIMIT:
                raise PaperError("the page is drawn of more than can be read", _AS_IT_WAS)
            return [line.strip() for line in self._reader.pages[number].extract_text().splitlines() if line.strip()]

    def _body(self, stream: Any, limit: int) -> bytes:
        try:
            return self._budget.unpacked(stream, limit) if isinstance(stream, StreamObject) else b""
        except UnpackError as problem:
            raise PaperError(f"the page {problem}", _AS_IT_WAS) from None

    def signatures(self) -> int:
        """How many signatures the file holds, whatever they are worth."""
        return sum(one.is_signed for one in self.lines())


def _line(field: DictionaryObject) -> Line:
    name, role, said = (str(resolved(field.get(k)) or "") for k in ("/T", "/TU", "/Contents"))
    return Line(name, role, said.removeprefix(SIGNS) or role or name, "/V" in field, _has_room(field))


def _has_room(field: DictionaryObject) -> bool:
    """Whether a field has a place of its own on the page, larger than nothing."""
    corners = [float(resolved(x)) for x in _list(field.get("/Rect"))]
    return len(corners) == 4 and corners[0] != corners[2] and corners[1] != corners[3]


def _list(value: Any) -> list[Any]:
    found = resolved(value)
    return list(found) if isinstance(found, ArrayObject) else []


def _leaves(tree: Any) -> Iterator[Any]:
    """Values of a name tree."""
    nodes, count, files = [tree], 0, 0
    while nodes and count < _NODES:
        count += 1
        node = resolved(nodes.pop())
        if isinstance(node, DictionaryObject):
            kids, names = resolved(node.get("/Kids")), resolved(node.get("/Names"))
            nodes += reversed(kids) if isinstance(kids, ArrayObject) else ()
            found = names[1::2] if isinstance(names, ArrayObject) else ()
            files += len(found)
            if files > _FILES:
                raise PaperError(f"the file names more than {_FILES:,} attached files", _AS_IT_WAS)
            yield from found


class _guarded:  # noqa: N801 - it reads as a word of the language
    """Whatever a broken file does to its reader is one sentence."""

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: type[BaseException] | None, problem: BaseException | None, _: object) -> None:
        """Faults of the reader become PaperError; our own errors and Ctrl-C pass."""
        if isinstance(problem, DependencyError):
            raise PaperError(_ENCRYPTED, _OPEN_IT) from problem
        if isinstance(problem, Exception) and not isinstance(problem, BcdrError):
            raise PaperError("the file is damaged: it cannot be read as a PDF", "ask for it again") from problem
