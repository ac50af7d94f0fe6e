"""pywa, a client with its own idea of every message, speaks with the emulator."""

import httpx
from peer import Report, read
from pywa import WhatsApp
from pywa.errors import WhatsAppError
from pywa.types import Button, Section, SectionList, SectionRow
from pywa.types.templates import (
    BodyText,
    FooterText,
    ParamFormat,
    Template,
    TemplateCategory,
    TemplateLanguage,
)

told, report = read(), Report(WhatsAppError)
# It knows no address but the platform's; a session may be turned afterwards.
session = httpx.Client()
client = WhatsApp(
    phone_id=told["number"],
    token=told["token"],
    waba_id=told["account"],
    session=session,
)
session.base_url = told["base_url"] + "/v26.0"
siti, user_id = told["phone"], told["user_id"]

report.note("text", lambda: client.send_message(siti, "halo", tracker="t-1").id)
report.note("by_id", lambda: client.send_message(user_id, "lewat id").id)
report.note(
    "buttons",
    lambda: (
        client.send_message(
            siti, "Pilih", buttons=[Button("Ya", "ya"), Button("Tidak", "tidak")]
        ).id
    ),
)
row = SectionRow("08.00", "jam:8", description="sisa 2")
hours = SectionList("Lihat jam", [Section("Pagi", [row])])
report.note("list", lambda: client.send_message(siti, "Jam", buttons=hours).id)
report.note("location", lambda: client.request_location(siti, "Di mana?").id)
report.note("contact", lambda: client.request_contact_info(siti, "Nomor?").id)
media = client.upload_media(b"\x89PNG", "image/png", "a.png")
report.note("image", lambda: client.send_image(siti, media.id, caption="kode").id)
report.note("bytes", lambda: len(client.get_media_url(media.id).get_bytes()))
report.note("reaction", lambda: client.send_reaction(siti, "👍", told["said"]).id)
report.note("read", lambda: bool(client.mark_message_as_read(told["said"])))
report.note("typing", lambda: bool(client.indicate_typing(told["said"])))
report.note("templates", lambda: [t.name for t in client.get_templates()])
body = BodyText("Paspor {{nama}} sudah siap.", nama="Siti")
wanted = Template(
    name="paspor_siap",
    language=TemplateLanguage.INDONESIAN,
    category=TemplateCategory.UTILITY,
    parameter_format=ParamFormat.NAMED,
    components=[body, FooterText(text="Kantor latihan")],
)
report.note("created", lambda: str(client.create_template(wanted).status))
reminder = BodyText.params("TS-1", "Selasa", "10.00")
report.note(
    "template",
    lambda: (
        client.send_template(
            siti, "pengingat_kunjungan", TemplateLanguage.INDONESIAN, [reminder]
        ).id
    ),
)
report.note("profile", lambda: client.get_business_profile().about)
report.note("updated", lambda: bool(client.update_business_profile(about="Buka")))
report.note("number", lambda: client.get_business_phone_number().display_phone_number)
report.note("blocked", lambda: bool(client.block_users([told["other"]]).added_users))
report.note("window", lambda: client.send_message(told["stranger"], "halo").id)
missing = TemplateLanguage.FRENCH
report.note("missing", lambda: client.send_template(siti, "tidak_ada", missing, []).id)
report.end()
