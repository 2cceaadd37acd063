"""From a YAML file to a typed object, every fault as a German Problem with its line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from bot.content import suggest
from bot.content.problems import ContentError, Problem
from bot.content.yaml_file import Key, YamlFile

Model = TypeVar("Model", bound=BaseModel)


def parse(model: type[Model], file: YamlFile, key: Key = ()) -> Model:
    """The part of `file` at `key` as `model`. Raises ContentError with all problems at once."""
    data = file.value(key)
    if data is None:
        what = f"Zu „{key[-1]}“ steht nichts" if key else "Die Datei ist leer"
        raise ContentError([file.problem(key, f"{what}. Bitte ausfüllen oder löschen.")])
    if not isinstance(data, dict):
        raise ContentError([file.problem(key, "Hier werden Angaben der Form „name: wert“ erwartet.")])
    try:
        return model.parse_obj(data)
    except ValidationError as error:
        raise ContentError(list(_problems(model, file, key, error.errors()))) from None


def _problems(model: type[BaseModel], file: YamlFile, key: Key, items: list[Any]) -> Iterator[Problem]:
    shapes: dict[Key, list[Any]] = defaultdict(list)
    for item in items:
        place = _place(key, item)
        if item["type"] in ("value_error.extra", "value_error.missing"):
            shapes[place[:-1]].append(item)
        else:
            yield file.problem(place, _message(item, place, file.value(place)))
    for entry, wrong in shapes.items():
        yield from _shape(file, entry, _fields(model, wrong[0]["loc"][:-1]), wrong)


def _shape(file: YamlFile, entry: Key, known: set[str], wrong: list[Any]) -> Iterator[Problem]:
    """What is too much and what is missing in one entry. A misspelt name is both, and one message."""
    extra = [str(item["loc"][-1]) for item in wrong if item["type"] == "value_error.extra"]
    missing = [str(item["loc"][-1]) for item in wrong if item["type"] == "value_error.missing"]
    guesses = {name: suggest.nearest(name.lstrip("-"), known) for name in extra}
    missing = [name for name in missing if name not in guesses.values()]
    if extra and missing and len(extra) + len(missing) > 2:
        message = f"Dieser Eintrag gehört nicht hierher: Erwartet werden {', '.join(sorted(known))}. Bitte verschieben."
        yield file.problem(entry, message)
        return
    yield from (file.problem((*entry, name), _not_expected(name, guesses[name], known)) for name in extra)
    yield from (file.problem(entry, f"„{name}“ fehlt. Bitte ergänzen.") for name in missing)


def _place(key: Key, item: Any) -> Key:
    steps = (item.get("ctx", {}).get("given") if step == "__key__" else step for step in item["loc"])
    return (*key, *(step for step in steps if step not in ("__root__", None)))


def _not_expected(name: str, guess: str | None, known: set[str]) -> str:
    if name.startswith("-"):
        return f"Nach dem Strich fehlt ein Leerzeichen. Bitte so schreiben: - {name[1:]}: …"
    hint = f"Meinten Sie „{guess}“?" if guess else f"Erlaubt sind: {', '.join(sorted(known))}."
    return f"„{name}“ ist hier nicht vorgesehen. {hint}"


def _message(item: Any, place: Key, value: object) -> str:  # noqa: PLR0911 - one return per kind of fault reads best
    name = next((str(step) for step in reversed(place) if isinstance(step, str)), "")
    match item["type"]:
        case "value_error":
            return str(item["msg"])
        case "value_error.const":
            given, permitted = str(item["ctx"]["given"]), [str(one) for one in item["ctx"]["permitted"]]
            return f"„{given}“: erlaubt sind nur {', '.join(permitted)}.{suggest.did_you_mean(given, permitted)}"
        case "value_error.list.min_items":
            return f"„{name}“ braucht mindestens {item['ctx']['limit_value']} Einträge. Bitte ergänzen."
        case "type_error.none.not_allowed" | "value_error.any_str.min_length":
            return f"Zu „{name}“ steht nichts. Bitte ausfüllen oder löschen."
        case "type_error.str" if isinstance(value, dict):
            key, rest = next(iter(value.items()), (name, None))
            text = key if rest is None else f"{key}: {rest}"
            return f'Das liest das Programm nicht als Text. Bitte in Anführungszeichen setzen: "{text}"'
        case "type_error.list":
            return f"„{name}“ ist eine Liste. Bitte je Eintrag eine Zeile, die mit „- “ beginnt."
        case "type_error.dict":
            return f"Bei „{name}“ werden Angaben der Form „name: wert“ erwartet, je Zeile eine."
    return f"„{name}“ ist ein einzelner Wert, keine Liste. Bitte so schreiben: {name}: …"


def _fields(model: type[BaseModel], location: tuple[str | int, ...]) -> set[str]:
    """The fields of the entry that lies at `location` in `model`."""
    for step in location:
        if isinstance(step, str):
            model = model.__fields__[step].type_
    return set(model.__fields__)
