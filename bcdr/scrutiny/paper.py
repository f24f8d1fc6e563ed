"""A PDF taken apart: attachments, what each page is drawn of, and what the file says of itself.

The file may come from anyone. It is read in memory, no part of it is written anywhere or carried out, and what it
unpacks to is bounded: `PaperError` says in one sentence why a file is not read.
"""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import pypdf
from pypdf.errors import DependencyError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from bcdr.errors import BcdrError
from bcdr.scrutiny.unpack import Budget, UnpackError

SIZE_LIMIT = 256 * 1024 * 1024
"""Bytes of a PDF; those of bcdr have less than a tenth of it."""
ATTACHMENT_LIMIT = 64 * 1024 * 1024
"""Bytes of one attached file after unpacking."""
ATTACHED_LIMIT = 128 * 1024 * 1024
"""Bytes of all attached files together, which are held at once; bcdr attaches a quarter of it at most."""
TEXT_LIMIT = 8 * 1024 * 1024
"""Bytes that a page is drawn of, to be read as text; those of bcdr have less than a hundredth of it."""
_NODES, _FILES = 10_000, 20_000
"""Nodes of a name tree, so that a tree of circles ends, and files that it may name."""
SIGNATURE = "Signature"
"""Kind of a mark that is the place of a signature."""
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
    """A page: digests of its drawing and of each mark that was laid over it."""

    drawing: str
    marks: tuple[Mark, ...]


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
        self._digests: dict[tuple[int, int], str] = {}
        self._files: tuple[Enclosed, ...] | None = None
        with _guarded():
            self._reader = pypdf.PdfReader(io.BytesIO(content), strict=False)
            if self._reader.is_encrypted:
                raise PaperError(_ENCRYPTED, _OPEN_IT)
            self._root = self._reader.root_object
            pages = self._reader.pages
            self._numbers = {}
            for number, page in enumerate(pages):
                if page.indirect_reference is not None:
                    self._numbers[page.indirect_reference.idnum] = number
            self.count = len(pages)

    def properties(self) -> Mapping[str, str]:
        """What the file says of itself in its list of properties, by name without the slash."""
        with _guarded():
            info = _resolved(self._reader.trailer.get("/Info"))
            if not isinstance(info, DictionaryObject):
                return {}
            return {str(k).lstrip("/"): str(_resolved(v)) for k, v in info.items()}

    def enclosed(self) -> tuple[Enclosed, ...]:
        """All attached files by the names of the file's list, in its order. A name may occur twice."""
        with _guarded():
            if self._files is None:
                names = _resolved(self._root.get("/Names"))
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
        said = _resolved(entry)
        if not isinstance(said, DictionaryObject):
            return Enclosed("", None, "is no file")
        name = str(_resolved(said.get("/UF")) or _resolved(said.get("/F")) or "")
        files = _resolved(said.get("/EF"))
        stream = _resolved(files.get("/F")) if isinstance(files, DictionaryObject) else None
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
        marks = _resolved(page.get("/Annots"))
        found = tuple(self._mark(mark) for mark in marks) if isinstance(marks, ArrayObject) else ()
        drawing = [(k, self._digest(v)) for k, v in sorted(page.items()) if k not in {"/Annots", "/Parent"}]
        return Leaf(_hash(repr(drawing).encode()), found)

    def _mark(self, mark: Any) -> Mark:
        said = _resolved(mark)
        if not isinstance(said, DictionaryObject):
            return Mark("", self._digest(mark))
        above = _resolved(said.get("/Parent"))
        if _is_line(said):
            whole = [(k, self._digest(v)) for k, v in sorted(said.items()) if k not in _UPWARD]
            return Mark(SIGNATURE, _hash(repr(whole).encode()), self._place(said), "/V" in said)
        kind = SIGNATURE if _is_line(above) else str(said.get("/Subtype", "")).lstrip("/")
        return Mark(kind, self._digest(mark))

    def _place(self, line: DictionaryObject) -> str:
        """Digest of a line without signature, drawing, and the flag that keeps a signed one from being moved."""
        flags = _resolved(line.get("/F", 0))
        kept = [(k, self._digest(v)) for k, v in sorted(line.items()) if k not in _UPWARD and k not in _BY_SIGNING]
        return _hash(repr((kept, flags & ~_LOCKED if isinstance(flags, int) else flags)).encode())

    def lines(self) -> tuple[Line, ...]:
        """All places for signatures, in the order of the file's list of fields."""
        with _guarded():
            return tuple(_line(f) for f in self._fields() if _is_line(f))

    def form(self) -> frozenset[str]:
        """Entries of the file's form; nothing when it has none."""
        with _guarded():
            form = _resolved(self._root.get("/AcroForm"))
            return frozenset(map(str, form)) if isinstance(form, DictionaryObject) else frozenset()

    def _fields(self) -> list[Any]:
        form = _resolved(self._root.get("/AcroForm"))
        fields = _resolved(form.get("/Fields")) if isinstance(form, DictionaryObject) else None
        return [_resolved(f) for f in fields] if isinstance(fields, ArrayObject) else []

    def parts(self) -> Mapping[str, str]:
        """Digests of what belongs to the file and to no page, by name: structure, outline, metadata and the like."""
        with _guarded():
            found = {k.lstrip("/"): self._digest(v) for k, v in self._root.items() if k not in {"/Pages", "/Type"}}
            return found | {"Info": self._digest(self._reader.trailer.get("/Info"))}

    def text(self, number: int) -> list[str]:
        """Lines of text of a page, counted from 0; PaperError when it holds no text that can be read."""
        with _guarded():
            found = _resolved(self._reader.pages[number].get("/Contents"))
            parts = map(_resolved, found) if isinstance(found, ArrayObject) else (found,)
            if sum(len(self._body(part, TEXT_LIMIT)) for part in parts) > TEXT_LIMIT:
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

    def _digest(self, value: Any) -> str:
        if isinstance(value, IndirectObject):
            key = (value.idnum, value.generation)
            if value.idnum in self._numbers:
                return f"page {self._numbers[value.idnum]}"
            if key not in self._digests:
                self._digests[key] = "circle"
                self._digests[key] = self._digest(_resolved(value))
            return self._digests[key]
        if isinstance(value, StreamObject):
            head = [(k, self._digest(v)) for k, v in sorted(value.items()) if k not in {"/Length", "/Filter"}]
            try:
                body = self._budget.unpacked(value)
            except UnpackError as problem:
                body = f"{problem}".encode() + self._budget.packed(value)
            return _hash(repr(head).encode() + body)
        if isinstance(value, DictionaryObject):
            if _is_line(value):  # met on another way than over its page: what signing puts there is looked at there
                return self._place(value)
            return _hash(repr([(k, self._digest(v)) for k, v in sorted(value.items()) if k not in _UPWARD]).encode())
        if isinstance(value, ArrayObject):
            return _hash(repr([self._digest(v) for v in value]).encode())
        return repr(value)


_UPWARD = {"/P", "/Parent"}
"""Ways back up: what is above was met on the way down."""


_BY_SIGNING = {"/V", "/AP", "/F"}
_LOCKED = 128
"""The flag of a mark that cannot be moved (ISO 32000-1, 12.5.3)."""


def _is_line(value: Any) -> bool:
    return isinstance(value, DictionaryObject) and _resolved(value.get("/FT")) == "/Sig"


def _line(field: DictionaryObject) -> Line:
    name, role, said = (str(_resolved(field.get(k)) or "") for k in ("/T", "/TU", "/Contents"))
    place = _resolved(field.get("/Rect"))
    corners = [float(_resolved(x)) for x in place] if isinstance(place, ArrayObject) and len(place) == 4 else [0.0] * 4
    is_visible = corners[0] != corners[2] and corners[1] != corners[3]
    return Line(name, role, said.removeprefix(SIGNS) or role or name, "/V" in field, is_visible)


def _leaves(tree: Any) -> Iterator[Any]:
    """Values of a name tree."""
    nodes, count, files = [tree], 0, 0
    while nodes and count < _NODES:
        count += 1
        node = _resolved(nodes.pop())
        if isinstance(node, DictionaryObject):
            kids, names = _resolved(node.get("/Kids")), _resolved(node.get("/Names"))
            nodes += reversed(kids) if isinstance(kids, ArrayObject) else ()
            found = names[1::2] if isinstance(names, ArrayObject) else ()
            files += len(found)
            if files > _FILES:
                raise PaperError(f"the file names more than {_FILES:,} attached files", _AS_IT_WAS)
            yield from found


def _resolved(value: Any) -> Any:
    return value.get_object() if isinstance(value, IndirectObject) else value


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


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
