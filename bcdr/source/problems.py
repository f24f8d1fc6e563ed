"""What every fault of the text means, as lessons: the integrity findings that come from reading, not from a rule.

A page has the same parts as the docstring of a rule: what is so, why it matters, a bad and a good example, and what
clears it. A block marked `yaml` is one more file of a healthy plan; one marked `yaml plan.yaml` is its `plan.yaml`;
one marked `sh` runs in its folder. Tests run them all.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from typing import NamedTuple


class Page(NamedTuple):
    """One fault of the text as people learn it."""

    name: str
    summary: str
    lesson: Mapping[str, str]
    """Sections by heading, lower case: why, bad, good, clears."""


_PAGES: dict[str, Page] = {}


class Problem:
    """Base of the pages below: a subclass is only its docstring, named as the finding is named."""

    def __init_subclass__(cls) -> None:
        """File the page under its name in kebab-case."""
        name = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", cls.__name__).lower()
        text = inspect.cleandoc(cls.__doc__ or "")
        parts = re.split(r"^## (\w+)[ \t]*\n", text, flags=re.MULTILINE)
        sections = {parts[i].lower(): parts[i + 1].strip() for i in range(1, len(parts), 2)}
        _PAGES[name] = Page(name, parts[0].strip().partition("\n")[0], sections)


def pages() -> tuple[Page, ...]:
    """Every page, by name."""
    return tuple(_PAGES[name] for name in sorted(_PAGES))


class YamlSyntax(Problem):
    """The text is not YAML, so nothing in the file can be read.

    ## Why
    A plan is read at the worst moment. A file that a program cannot read was probably cut off, merged by hand or saved
    half-way, and people misread it too. References to what it defines are not checked until it can be read.

    ## Bad
    ```yaml
    documents:
      contacts: {title: "Contact list, printed
    ```

    ## Good
    ```yaml
    documents:
      contacts: {title: "Contact list, printed"}
    ```

    ## Clears
    A file that any YAML reader accepts: quotes and brackets closed, spaces for indentation, no conflict markers.
    """


class YamlFeature(Problem):
    """The file uses a part of YAML that plans do without: tags, anchors, aliases, merge keys, several documents.

    ## Why
    An auditor reads a plan line by line. With an alias the line does not say what it means, with a tag it may mean
    something else in the next program, and a few nested aliases can fill the memory of any reader.

    ## Bad
    ```yaml
    people:
      ada: &same {name: Ada Roth}
      ben: *same
    ```

    ## Good
    ```yaml
    people:
      ada: {name: Ada Roth}
      ben: {name: Ben Roth}
    ```

    ## Clears
    Every value written out where it is needed; every document in a file of its own.
    """


class FileUnreadable(Problem):
    r"""A file of the plan cannot be read: wrong encoding, no permission, too large, binary, or a link out of the plan.

    ## Why
    What cannot be read cannot be checked, and a link that leaves the folder is missing from every copy of the plan:
    from the git repository, from the printed pack, from the laptop of whoever is on call.

    ## Bad
    ```sh
    printf 'documents: {caf\351: {title: Menu}}' > menu.yaml
    ```

    ## Good
    ```sh
    printf 'documents: {cafe: {title: Menu}}' > menu.yaml
    ```

    ## Clears
    A UTF-8 text of at most 8 MiB, readable, in the plan folder itself. Other files belong into `evidence/`.
    """


class DuplicateKey(Problem):
    """The same key is written twice in one place; only one of the two can count.

    ## Why
    Most programs silently keep the last one. If the two say different things, half of the readers follow the wrong one:
    two values of an objective, two phone numbers, and nobody notices until the day.

    ## Bad
    ```yaml
    services:
      till: {name: Till, rto: 4h, rto: 8h}
    ```

    ## Good
    ```yaml
    services:
      till: {name: Till, rto: 4h}
    ```

    ## Clears
    One of the two is deleted.
    """


class UnknownKey(Problem):
    """A key that the format does not know; what stands below it would not be read.

    ## Why
    Nearly always a slip of the pen. A backup that stands under `copys` protects nothing in the eyes of every check and
    every report, while the author believes it is written down.

    ## Bad
    ```yaml
    services:
      till: {name: Till, rot: 4h}
    ```

    ## Good
    ```yaml
    services:
      till: {name: Till, rto: 4h}
    ```

    ## Clears
    The key as the format spells it (`bcdr schema` lists all), or the text moved to a `note`.
    """


class InvalidValue(Problem):
    """A value that its field cannot hold: a duration without a unit, a day that does not exist, a word not in the list.

    ## Why
    Nothing is guessed. Whether `240` means minutes or seconds decides whether a plan holds; the author knows, and a
    program that picks one is wrong half of the time.

    ## Bad
    ```yaml
    services:
      till: {name: Till, rto: 240}
    ```

    ## Good
    ```yaml
    services:
      till: {name: Till, rto: 240m}
    ```

    ## Clears
    A value in the form that the message asks for; `unknown` where the field allows it.
    """


class MissingValue(Problem):
    """A field without which the object means nothing is not there.

    ## Why
    Few fields are required: only those without which a report could not even name the thing.

    ## Bad
    ```yaml
    people:
      ada: {title: Bookkeeper}
    ```

    ## Good
    ```yaml
    people:
      ada: {name: Ada Roth, title: Bookkeeper}
    ```

    ## Clears
    The field is written.
    """


class NoValue(Problem):
    """A key is written and nothing behind it.

    ## Why
    An empty place can mean "forgotten", "none" or "not known", three different answers to an auditor. Write which.

    ## Bad
    ```yaml
    services:
      till: {name: Till, rto: }
    ```

    ## Good
    ```yaml
    services:
      till: {name: Till, rto: unknown}
    ```

    ## Clears
    A value, the word `unknown` (which becomes an action), or the line removed.
    """


class UnsupportedVersion(Problem):
    """`plan.yaml` does not say which version of the format it follows, or names one that this program does not read.

    ## Why
    The same word can mean another thing in a later version. A program that reads on regardless audits a plan that
    nobody wrote.

    ## Bad
    ```yaml plan.yaml
    bcdr: 2
    organization: {name: Corner Shop}
    ```

    ## Good
    ```yaml plan.yaml
    bcdr: 1
    organization: {name: Corner Shop}
    ```

    ## Clears
    The line `bcdr: 1` in `plan.yaml`, or a program as new as the plan.
    """
