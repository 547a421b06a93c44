"""A producer sees and downloads the merit certificates it was given; they stay its own whoever holds its products."""

import hashlib
import io
import re
import zipfile

from builders.conference import Conference
from builders.portal import a_member, account_of
from flask import Flask
from sqlalchemy import select
from web.conftest import Browser, _sign_in

from registry import clock
from registry.models.award import MeritCertificate
from registry.models.certificate import PaperFile
from registry.transaction import reading
from registry.usecases import producer_fates

MINE, OTHER, NONE = "Hợp tác xã Ánh Dương", "Hợp tác xã Bình Minh", "Hợp tác xã Chân Mây"


def person_of(app: Flask, held: Conference, name: str, sign_in: str = "0912000001") -> Browser:
    with app.app_context():
        member = a_member(held.officer, held.producers[name], sign_in=sign_in)
        browser = Browser(app.test_client(), account_of(member))
    _sign_in(app, browser)
    return browser


def honours_on(page: str) -> list[str]:
    section = page.partition('id="bang-khen"')[2].partition("</section>")[0]
    return re.findall(r"/cua-toi/giay/[a-z0-9]{16}", section)


def test_a_merit_certificate_is_seen_and_downloaded_byte_for_byte(web_app, held) -> None:
    person = person_of(web_app, held, MINE)

    page = person.get(f"/cua-toi/chu-the/{held.producers[MINE]}").text
    (address,) = honours_on(page)

    assert "1801/QĐ-UBND" in page
    assert "xuất sắc trong Chương trình" in page
    with web_app.app_context(), reading() as session:
        kept = session.scalars(select(PaperFile).where(PaperFile.public_id == address.rpartition("/")[2])).one()
        assert kept.merit_certificate_id is not None
    answer = person.get(address)
    assert hashlib.sha256(answer.data).hexdigest() == kept.sha256
    assert kept.filename.removesuffix(".pdf").split()[0] in answer.headers["Content-Disposition"]


def test_the_zip_holds_certificates_and_merit_certificates(web_app, held) -> None:
    person = person_of(web_app, held, MINE)

    answer = person.get(f"/cua-toi/chu-the/{held.producers[MINE]}/giay.zip")

    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert len(archive.namelist()) == 1 + 3
        assert [name.split("/")[0] for name in archive.namelist()].count("Bằng khen") == 1
        kept = {hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()}
    with web_app.app_context(), reading() as session:
        merit = session.scalars(
            select(PaperFile.sha256)
            .join(MeritCertificate, MeritCertificate.id == PaperFile.merit_certificate_id)
            .order_by(MeritCertificate.serial)
        ).first()
    assert merit in kept


def test_anothers_honours_are_not_there(web_app, held) -> None:
    mine, other = person_of(web_app, held, MINE), person_of(web_app, held, OTHER, "0987000002")
    (address,) = honours_on(other.get(f"/cua-toi/chu-the/{held.producers[OTHER]}").text)

    assert mine.get(address).status_code == 404
    nobody = person_of(web_app, held, NONE, "0987000003")
    assert "Bằng khen" not in nobody.get(f"/cua-toi/chu-the/{held.producers[NONE]}").text


def test_an_honour_does_not_move_to_the_successor(web_app, held) -> None:
    mine, successor = person_of(web_app, held, MINE), person_of(web_app, held, NONE, "0987000003")
    with web_app.app_context():
        producer_fates.merge_producers(
            actor=held.officer, olds=[held.producers[MINE]], into=held.producers[NONE], on=clock.today()
        )

    (address,) = honours_on(mine.get(f"/cua-toi/chu-the/{held.producers[MINE]}").text)

    assert mine.get(address).status_code == 200
    assert successor.get(address).status_code == 404
