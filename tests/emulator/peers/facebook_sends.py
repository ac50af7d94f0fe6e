"""Meta's own library speaks with the emulator: forms, and a proof of the app secret."""

from facebook_business import FacebookSession
from facebook_business.adobjects.whatsappbusinessaccount import WhatsAppBusinessAccount
from facebook_business.api import FacebookAdsApi
from facebook_business.exceptions import FacebookRequestError
from peer import Report, read

told, report = read(), Report(FacebookRequestError)
FacebookSession.GRAPH = told["base_url"]


def api(secret):
    session = FacebookSession(told["app"], secret, told["token"])
    return FacebookAdsApi(session, api_version="v26.0")


def send(words):
    fields = {
        "messaging_product": "whatsapp",
        "to": told["phone"],
        "type": "text",
        "text": {"body": words},
    }
    answer = api(told["secret"]).call("POST", [told["number"], "messages"], fields)
    return answer.json()["messages"][0]["id"]


account = WhatsAppBusinessAccount(told["account"], api=api(told["secret"]))
report.note("text", lambda: send("halo"))
report.note(
    "templates",
    lambda: [t["name"] for t in account.get_message_templates(["name"], {"limit": 2})],
)
report.note("numbers", lambda: [n["id"] for n in account.get_phone_numbers()])
report.note("apps", lambda: len(account.get_subscribed_apps()))
report.note(
    "created",
    lambda: account.create_message_template(
        params={
            "name": "kabar_resmi",
            "language": "id",
            "category": "UTILITY",
            "components": [{"type": "BODY", "text": "Ini kabar resmi."}],
        }
    )["id"],
)
try:
    api("wrong").call("GET", [told["number"]])
    report.found["proof"] = "accepted"
except FacebookRequestError as problem:
    report.found["proof"] = problem.api_error_code()
report.end()
