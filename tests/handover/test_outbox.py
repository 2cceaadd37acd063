"""Nothing handed in is lost, nothing is delivered by two workers at once, and what is over its time goes."""

import re
from dataclasses import replace
from datetime import timedelta

from bot.handover.database import open_engine
from bot.handover.forms import Forms
from bot.handover.outbox import BACK_OFF, FORM_EXPIRES, LEASE, TRIES, Outbox
from bot.handover.request import new_reference
from tests.handover.conftest import NOW, complete, hand_in


def test_references_are_short_random_and_unambiguous():
    made = [new_reference() for _ in range(2000)]
    assert len(set(made)) == 2000
    assert all(
        re.fullmatch(r"[2346789CDFGHJKMPQRTVWX]{4}-[2346789CDFGHJKMPQRTVWX]{4}", reference) for reference in made
    )


def test_a_draft_is_kept_and_replaced(forms):
    draft = complete()
    forms.save(draft, NOW)
    forms.save(replace(draft, name="Karl"), NOW)
    assert forms.draft("web-1").name == "Karl"
    assert forms.handed_in("web-1") == []
    forms.discard("web-1")
    assert forms.draft("web-1") is None


def test_only_the_step_contact_keeps_what_was_typed(forms):
    forms.save(complete(step="name"), NOW)
    assert forms.hold("web-1", "geheim")
    assert forms.draft("web-1").entry is None
    forms.save(complete(step="contact"), NOW)
    assert forms.hold("web-1", "02541 184711" + "9" * 500)
    assert len(forms.draft("web-1").entry) == 300
    assert not forms.hold("web-2", "02541 184711")


def test_confirmed_twice_is_one_request(forms, outbox):
    first = hand_in(forms)
    again = forms.hand_in(first.key, NOW)
    assert (again.reference, again.state) == (first.reference, "waiting")
    assert len(outbox.all()) == 1
    assert forms.hand_in("nie gesehen", NOW) is None


def test_a_request_is_claimed_once(forms, outbox, url):
    handed_in = hand_in(forms)
    other = Outbox(open_engine(url))
    assert outbox.claim(NOW).key == handed_in.key
    assert other.claim(NOW) is None
    assert other.claim(NOW + LEASE).tries == 2, "the first worker died"
    other.close()


def test_a_restart_between_handing_in_and_delivering_loses_nothing(forms, url):
    handed_in = hand_in(forms)
    forms.close()
    again = Outbox(open_engine(url))
    assert again.claim(NOW).reference == handed_in.reference
    again.close()
    third = Outbox(open_engine(url))
    assert third.claim(NOW + LEASE).key == handed_in.key
    third.close()


def test_back_off_then_given_up_then_again(forms, outbox):
    handed_in, now = hand_in(forms), NOW
    for number in range(1, TRIES + 1):
        claimed = outbox.claim(now)
        assert claimed.tries == number
        outbox.failed(claimed, "nicht erreichbar", now)
        if number < TRIES:
            assert outbox.claim(now + BACK_OFF[number - 1] - timedelta(seconds=1)) is None
            now += BACK_OFF[number - 1]
    assert outbox.claim(now + timedelta(days=9)) is None
    [dead] = outbox.all()
    assert (dead.state, dead.fault, dead.name) == ("dead", "nicht erreichbar", "Erika Müller")
    assert outbox.retry(handed_in.reference, now)
    assert not outbox.retry(handed_in.reference, now)
    assert outbox.claim(now).tries == 1


def test_deleting_before_and_after_delivery(forms, outbox):
    hand_in(forms)
    assert [request.state for request in forms.forget("web-1")] == ["waiting"]
    assert outbox.claim(NOW) is None
    hand_in(forms)
    claimed = outbox.claim(NOW)
    assert [request.state for request in forms.forget("web-1")] == ["sending"]
    outbox.delivered(claimed.key, NOW)
    outbox.failed(claimed, "egal", NOW)
    assert outbox.all() == []


def test_other_conversations_keep_theirs(forms, outbox):
    hand_in(forms, "web-1")
    hand_in(forms, "web-2")
    forms.forget("web-1")
    assert [request.conversation for request in outbox.all()] == ["web-2"]


def test_sweeping_takes_old_forms_and_finished_requests_but_nothing_that_waits(forms, outbox):
    forms.save(complete("web-draft"), NOW)
    hand_in(forms, "web-waiting")
    done = hand_in(forms, "web-done")
    outbox.claim(NOW)
    outbox.claim(NOW)
    outbox.delivered(done.key, NOW)
    assert outbox.sweep(NOW + FORM_EXPIRES, timedelta(days=30)) == 0
    assert outbox.sweep(NOW + timedelta(hours=2), timedelta(days=30)) == 1
    assert outbox.sweep(NOW + timedelta(days=31), timedelta(days=30)) == 1
    assert [request.conversation for request in outbox.all()] == ["web-waiting"]


def test_a_taken_reference_is_drawn_again(forms, monkeypatch):
    drawn = iter(["AAAA-AAAA", "AAAA-AAAA", "BBBB-BBBB"])
    monkeypatch.setattr("bot.handover.forms.new_reference", lambda: next(drawn))
    assert hand_in(forms, "web-1").reference == "AAAA-AAAA"
    assert hand_in(forms, "web-2").reference == "BBBB-BBBB"


def test_a_live_chat_survives_a_restart(forms, url):
    forms.hand_over("web-1")
    forms.hand_over("web-1")
    other = Forms(open_engine(url))
    assert other.is_handed_over("web-1")
    other.hand_back("web-1")
    assert not forms.is_handed_over("web-1")
    other.close()
