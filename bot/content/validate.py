"""From a YAML file to a typed object, every fault as a German Problem with its line."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from rapidfuzz import process

from bot.content.problems import ContentError, Problem
from bot.content.yaml_file import Key, YamlFile

Model = TypeVar("Model", bound=BaseModel)


def parse(model: type[Model], file: YamlFile, key: Key = ()) -> Model:
    """The part of `file` at `key` as `model`. Raises ContentError with all problems at once."""
    data = file.data
    for step in key:
        data = data[step]
    if not isinstance(data, dict):
        raise ContentError([file.problem(key, "Hier werden Angaben der Form „name: wert“ erwartet.")])
    try:
        return model.parse_obj(data)
    except ValidationError as error:
        raise ContentError([_problem(model, file, key, item) for item in error.errors()]) from None


def _problem(  # noqa: PLR0911 - one return per kind of fault reads best
    model: type[BaseModel], file: YamlFile, key: Key, item: Any
) -> Problem:
    place: Key = (*key, *(step for step in item["loc"] if step not in ("__root__", "__key__")))
    name = str(place[-1]) if place else ""
    kind = item["type"]
    if kind == "value_error.missing":
        return file.problem(place[:-1], f"„{name}“ fehlt. Bitte ergänzen.")
    if kind == "value_error.extra":
        known = list(_all_fields(model))
        guess = process.extractOne(name, known, score_cutoff=60)
        hint = f" Meinten Sie „{guess[0]}“?" if guess else f" Erlaubt sind: {', '.join(sorted(known))}."
        return file.problem(place, f"„{name}“ ist hier nicht vorgesehen.{hint}")
    if kind == "value_error.const" or kind.startswith("type_error.enum") or "unexpected value" in item["msg"]:
        permitted = item.get("ctx", {}).get("permitted", [])
        given = item.get("ctx", {}).get("given", name)
        return file.problem(place, f"„{given}“: erlaubt sind nur {', '.join(map(str, permitted))}.")
    if kind == "value_error.list.min_items":
        return file.problem(place, f"„{name}“ braucht mindestens {item['ctx']['limit_value']} Einträge.")
    if kind == "value_error.date" or kind.startswith("type_error.date"):
        return file.problem(place, f"„{name}“ ist kein Datum. Bitte so schreiben: 2026-12-24")
    if kind == "value_error.str.regex":
        return file.problem(place, f"„{name}“ hat nicht die erwartete Form ({item['ctx']['pattern']}).")
    if kind == "value_error":
        return file.problem(place, str(item["msg"]))
    return file.problem(place, f"„{name}“ hat die falsche Art von Wert ({item['msg']}).")


def _all_fields(model: type[BaseModel]) -> set[str]:
    names = set(model.__fields__)
    for field in model.__fields__.values():
        if isinstance(field.type_, type) and issubclass(field.type_, BaseModel):
            names |= set(field.type_.__fields__)
    return names
