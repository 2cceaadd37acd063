"""Every path of the project, once. All are absolute and derive from the checkout this file lies in."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

CONFIG = ROOT / "config.yml"
DATA = ROOT / "data"
NLU = DATA / "nlu"
DIALOGUE = DATA / "dialogue"
ASPECT_CUES = NLU / "aspect_cues.yml"
DANGER = DATA / "danger"
ANSWERS = DATA / "answers"
TRANSLATIONS = DATA / "translations"
SMALL_WORDS = TRANSLATIONS / "small_words.yml"
DIRECTORY = DATA / "directory"
DELIVERY = DATA / "handover" / "delivery.yml"
SCHOOL_HOLIDAYS = DIRECTORY / "calendars" / "schulferien_nrw.yml"
DOMAIN = ROOT / "bot" / "domain"
MIGRATIONS = ROOT / "bot" / "directory" / "migrations"
PAGE = ROOT / "connectors" / "webchat" / "page"

NLPJS = ROOT / "tools" / "nlpjs"

MODELS = ROOT / "models"
VAR = ROOT / "var"
