"""docs/beispielgespraeche.md shows what is answered today: it is written anew when facts or wording change."""

from bot.cli.report_examples import NOW, PAGE, page


def test_the_page_of_examples_is_up_to_date(look):
    with look(NOW.date()) as session:
        written = page(session)
    # Not compared as a whole: pytest would try for minutes to explain how two long texts differ.
    if written != PAGE.read_text("utf-8"):
        raise AssertionError(
            "docs/beispielgespraeche.md ist veraltet. Bitte: kreislotse import, kreislotse report examples"
        )
