"""In which of our languages a message is written, if that is sure: by its script, else by its small words.

German is the rule and every doubt counts for it: a wrong guess would answer a German in a foreign language, while a
missed one only asks the citizen to press a button. Platt has no reply language of its own and stays German.
"""

from __future__ import annotations

import re

from bot.languages import GERMAN

_UKRAINIAN_ENDING, _RUSSIAN_ENDING = re.compile(r"ння$|[аиіїуяо]ти$"), re.compile(r"[аеиоуя]ть$|ние$|[оеё]го$|ую$")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_OTHER_ARABIC = re.compile(r"[\u067e\u0686\u0698\u06a9\u06af\u06cc\u0679\u0688\u0691\u06ba\u06d2]")
"""Letters of Persian, Dari, Urdu and Kurdish, which Arabic does not have."""
_UKRAINIAN, _RUSSIAN = re.compile(r"[іїєґ]"), re.compile(r"[ыэёъ]")
_UKRAINIAN_WORDS = frozenset(
    "що як де чи коли треба мені скільки коштує дякую будь ласка й та у це ще вже куди який яка яку яке яких кому хто "
    "щодо можете години сьогодні завтра доброго ранку вечора або з до із чекати можу мене".split()
)
_RUSSIAN_WORDS = frozenset(
    "что как где ли когда надо мне сколько стоит спасибо пожалуйста или и это ещё еще уже куда какой какая какую какие "
    "кто кому можете часы сегодня завтра здравствуйте если при каких нет мой мою моя мои от из могу меня".split()
)
# Small words that no German sentence has.
_WORDS = {
    "en": frozenset(
        "the is are do does did i my me you your we our us they it its a of to for from with at by how what where when "
        "which who why can could would should have has had need want get got much many please thank thanks hello hey "
        "and or not if there this that these be been open opening cost passport card apply register don't i'm i've i'd "
        "it's isn't where's what's we're can't time today tomorrow help any some now still until long take on but next "
        "anything someone anyone sorry".split()
    ),
    "tr": frozenset(
        "bir ve için icin ne nasıl nasil nerede nereye nereden kaç kac kaca kadar mı mu mü var yok lazım lazim gerekli "
        "istiyorum istiyoruz bu şu ben benim bana saat kimlik belge belgeler ücret ücreti merhaba lütfen lutfen ile "
        "hangi zaman olarak ama çok cok de yeni almak yapmak açık acik musunuz miyim miyiz misiniz başka baska gün "
        "gunu günler fazla sonra nerededir nedir".split()
    ),
    "pl": frozenset(
        "jest są sa się sie nie na do w z o czy jak gdzie kiedy ile ilu co kto który która ktorej jakie jaki jaka jakim "
        "mój moja moje mam muszę musze chcę chce potrzebuję proszę prosze dziękuję dzień dobry kosztuje dla po przy od "
        "za dowód urząd godziny otwarty otwarte mogę moge można mozna trzeba jestem przez lub oraz żeby macie".split()
    ),
}
# Letters and endings that German words do not have: names of streets and people aside, one is as good as a small word.
_LIKE = {
    "en": re.compile(r"(?!)"),
    "tr": re.compile(r"[ığşç]|['’](?:d[ea]n?|t[ea]n?|n?[iıuü]n|y?[eaıiuü])$"),
    "pl": re.compile(r"[ąćęłńśźż]"),
}
_GERMAN = frozenset(
    "der die das den dem des ein eine einen einem einer ich du sie er wir ihr mein meine meinen mir mich uns und oder "
    "nicht kein keine ist sind war bin hat habe haben wie wo wann was wer wohin woher welche welcher welches warum "
    "kann kannst können muss müssen brauche brauch will möchte zu zum zur im am auf aus bei mit nach von vom vor "
    "für über unter bis ab es auch noch schon mal bitte danke hallo gibt geht kostet geöffnet offen heute morgen "
    "wenn dass daß als so wieder hier dat ik ick wat un nich et de het up kin kien mien häff hebt".split()
)
_MIN_WORDS, _MIN_HITS, _MIN_SHARE, _LEAD = 3, 2, 0.3, 2
_MANY_WORDS = 4


def guess(text: str) -> str | None:
    """A tag of bot/languages.py other than German that `text` is surely written in, else None."""
    low = text.casefold().replace("i̇", "i")
    words = _WORD.findall(low)
    letters = sum(character.isalpha() for character in low)
    if len(_ARABIC.findall(low)) * 2 > letters:
        return None if _OTHER_ARABIC.search(low) else "ar"
    if len(_CYRILLIC.findall(low)) * 2 > letters:
        return _cyrillic(low, words)
    return _latin(words)


def _cyrillic(low: str, words: list[str]) -> str | None:
    ukrainian = 3 * len(_UKRAINIAN.findall(low)) + sum(
        word in _UKRAINIAN_WORDS or bool(_UKRAINIAN_ENDING.search(word)) for word in words
    )
    russian = 3 * len(_RUSSIAN.findall(low)) + sum(
        word in _RUSSIAN_WORDS or bool(_RUSSIAN_ENDING.search(word)) for word in words
    )
    if ukrainian != russian:
        return "uk" if ukrainian > russian else "ru"
    # Hardly a Ukrainian sentence of that length is without its і.
    return "ru" if ukrainian == 0 and len(words) >= _MANY_WORDS else None


def _latin(words: list[str]) -> str | None:
    """The language with by far the most of its small words; German ones, save a stray one in a long text, rule it out."""
    if len(words) < _MIN_WORDS or sum(word in _GERMAN for word in words) > len(words) // 8:
        return None
    hits = {
        tag: sum(word in known or bool(_LIKE[tag].search(word)) for word in words) for tag, known in _WORDS.items()
    }
    best = max(hits, key=lambda tag: hits[tag])
    others = max(count for tag, count in hits.items() if tag != best)
    sure = hits[best] >= max(_MIN_HITS, _MIN_SHARE * len(words), _LEAD * others)
    return best if sure else None
