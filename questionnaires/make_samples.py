"""Makes the three sample questionnaires beside this file.

Customers, people and questions are made up for this project. Needs openpyxl and pillow:

    python3 questionnaires/make_samples.py

Runs give the same bytes (for one version of the two libraries and of zlib): dates are fixed in docProps and in the zip.
`tests/fixtures/workbooks/make_fixtures.py` imports this file for what a reader should find in each (`LAYOUTS`).
"""

import datetime as dt
import io
import re
import sys
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.data_source import AxDataSource, StrRef
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as SheetImage
from openpyxl.formatting.rule import CellIsRule, FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image, ImageDraw

HERE = Path(__file__).resolve().parent
ZIP_DATE = (2026, 1, 5, 9, 0, 0)
LAYOUTS = {}  # file name -> what a reader should find there
SELECT = "Select\u2026"


# ---------------------------------------------------------------- the questions

# (number, question, number of the question it follows on from)
BRIGHTMOOR = [
    (1, "Do you have a written information security policy that has been approved by senior management?", None),
    (2, "When was the policy last reviewed, and by whom?", 1),
    (3, "Who in your company is responsible for information security? Please give a role, not a name.", None),
    (4, "Are you certified to ISO 27001, or is there a SOC 2 Type II report no more than a year old?", None),
    ("4a", "If yes, please state the scope and the expiry date.", 4),
    ("4b", "If no, do you plan to certify within the next 12 months?", 4),
    (5, "Do all employees receive security awareness training when they join and at least once a year after that?", None),
    (6, "Background checks on staff with access to our data?", None),
    (7, "Is customer data encrypted at rest? Please name the algorithm and key length.", None),
    (8, "Is data encrypted in transit over public networks (TLS 1.2 or better)?", None),
    (9, "How are encryption keys stored and how often are they rotated?", None),
    (10, "In which country or countries will Brightmoor data be hosted?", None),
    (11, "Will any of our data leave the United Kingdom, including for support purposes?", None),
    ("11a", "If yes, under what safeguards?", 11),
    (12, "Is multi-factor authentication enforced for all staff who can reach production systems?", None),
    (13, "Does the product support single sign-on (SAML 2.0 or OpenID Connect)?", None),
    (14, "How quickly is access removed when somebody leaves or changes role?", None),
    (15, "Are user access rights reviewed on a regular basis? How often?", None),
    (16, "Penetration test: when was the last one, who carried it out, and can we see a summary?", None),
    (17, "Do you scan for vulnerabilities, and within what time are critical ones fixed?", None),
    (18, "Are laptops and other endpoints centrally managed, encrypted and protected against malware?", None),
    (19, "Do you keep separate environments for development, testing and production?", None),
    (20, "Is real customer data ever used for testing?", None),
    (21, "How often are backups taken, how long are they kept, and are restores tested?", None),
    (22, "Please describe your business continuity and disaster recovery arrangements, including RTO and RPO.", None),
    (23, "Do you have a documented incident response plan?", None),
    (24, "How soon (in hours) would we hear of a security incident that affects our data?", 23),
    (25, "Have you had a personal data breach in the last three years? If so please give brief details.", None),
    (26, "List the sub-processors that will handle our data and what each of them does.", None),
    (27, "How do you check the security of your own suppliers before you engage them and afterwards?", None),
    (28, "Will you return or delete all Brightmoor data at the end of the contract? Within how many days?", None),
    (29, "Do you hold cyber liability insurance? Limit of cover?", None),
]

# Section -> rows of (question, ref of the row it follows on from, weight, what stands in the cells already).
# What stands there: None, SELECT, or (response, comment) as a person left it. "open" rows have no dropdown to fill.
HALVORSEN = [
    ("1  Governance and risk management", [
        ("The supplier maintains an information security management system that is approved by its board or executive committee and reviewed at planned intervals.", None, 3, None),
        ("Roles and responsibilities for information security are defined, assigned and communicated.", None, 2, None),
        ("Is there a risk register, and are risks to customer data assessed, owned and treated at least once a year?", None, 3, None),
        ("Describe how exceptions to security policy are requested, approved and tracked to closure.", None, 1, "open"),
        ("Does the supplier hold a certification or an independent assurance report that covers the service in scope (ISO/IEC 27001, SOC 2 Type II, ISAE 3402)?", None, 3, ("Yes", "Certificate seen by Vendor Risk (T. Aune), 14 Nov.")),
        ("If yes: provide scope, period covered and the name of the auditor. Were any exceptions or qualified opinions reported?", "1.05", 2, None),
    ]),
    ("2  People", [
        ("Pre-employment screening, including identity, right to work and criminal record where the law allows it, is carried out for all personnel with access to Bank data.", None, 2, None),
        ("Personnel sign a confidentiality undertaking before access is granted.", None, 1, None),
        ("Security awareness training: on joining and annually, with completion recorded.", None, 2, None),
        ("Are phishing simulations run, and are people who fail given further training?", None, 1, None),
        ("Is there a formal disciplinary process for breaches of security policy?", None, 1, None),
        ("Do the same requirements apply to contractors and temporary staff?\nIf not, explain the differences.", "2.01", 2, None),
    ]),
    ("3  Access control", [
        ("Access is granted on the basis of least privilege and documented business need, and is approved by the owner of the system or data.", None, 3, SELECT),
        ("Multi-factor authentication is required for (a) all remote access, (b) all administrative access and (c) all access to systems that hold Bank data.", None, 3, SELECT),
        ("Are shared or generic accounts prohibited? Where they cannot be avoided, how is their use attributed to an individual?", None, 2, SELECT),
        ("Privileged accounts are separate from everyday accounts, and their sessions are logged.", None, 3, SELECT),
        ("User access reviews are performed at least quarterly for privileged users and at least annually for everybody else.", None, 2, SELECT),
        ("Leavers' access is revoked within 24 hours of the end of employment.", None, 3, SELECT),
        ("Password rules: minimum length, complexity, history, lock-out. State the values in the comments.", None, 1, SELECT),
        ("Can the Bank's own identity provider be used for sign-in, with just-in-time or SCIM provisioning?", None, 2, SELECT),
    ]),
    ("4  Cryptography", [
        ("All Bank data is encrypted at rest using AES-256 or an equivalent published algorithm, including backups and removable media.", None, 3, SELECT),
        ("Data in transit is protected by TLS 1.2 or later; earlier versions and weak cipher suites are disabled.", None, 3, SELECT),
        ("Are keys held in a hardware security module or a managed key service, and are duties separated between those who manage keys and those who use the data?", None, 2, SELECT),
        ("Key rotation interval (months)?", None, 1, SELECT),
        ("Does the service support customer-managed keys?", None, 1, SELECT),
        ("Where customer-managed keys are supported, what happens to the service and the data when the key is withdrawn?", "4.05", 1, "open"),
    ]),
    ("5  Infrastructure, operations and change", [
        ("Production is logically or physically separated from development and test, and production data is not used outside production unless it has been masked.", None, 3, None),
        ("Systems are built from hardened baselines, and drift from the baseline is detected.", None, 2, None),
        ("Anti-malware / EDR on all servers and endpoints?", None, 2, ("Yes", None)),
        ("Security patches: critical within 14 days, high within 30 days of release.", None, 3, None),
        ("Vulnerability scans are run at least monthly, internally and externally, and findings are tracked to remediation.", None, 3, None),
        ("An independent penetration test of the application and its infrastructure is performed at least once a year and after major change.", None, 3, None),
        ("Please attach the executive summary of the latest report. Are any critical or high findings still open?", "5.06", 2, None),
        ("All changes to production are tested, peer reviewed and approved before release, by somebody other than the author.", None, 2, None),
    ]),
    ("6  Logging and monitoring", [
        ("Security-relevant events (log-on, failed log-on, privilege use, configuration change, data export) are logged centrally and protected against alteration.", None, 3, None),
        ("Log retention is at least 12 months, of which 3 months are immediately available.", None, 2, None),
        ("Is monitoring performed 24x7? If yes, is it in house or by a third party?", None, 2, None),
        ("Can audit logs for the Bank's tenant be exported to the Bank's SIEM?", None, 1, None),
    ]),
    ("7  Incident management", [
        ("A documented incident response plan exists and is exercised at least once a year.", None, 3, None),
        ("The supplier will notify the Bank of any actual or suspected incident affecting Bank data without undue delay and no later than 24 hours after detection.", None, 3, ("No", "Supplier\u2019s standard terms say 72 h. To be negotiated \u2013 leave to Legal.")),
        ("Root cause analysis is shared with affected customers.", None, 1, None),
        ("Has the supplier suffered a security incident in the past 24 months that led to notification of a regulator or of customers? If yes, please describe.", None, 2, None),
    ]),
    ("8  Resilience", [
        ("Business continuity and disaster recovery plans are documented, tested at least annually, and the results are reported to management.", None, 3, None),
        ("State the recovery time objective and the recovery point objective for the service, and the results achieved in the last test.", "8.01", 3, "open"),
        ("Backups are encrypted, stored in a separate location and protected against deletion by a compromised administrator (immutable or offline copies).", None, 3, None),
        ("Restores are tested at least every six months.", None, 2, None),
        ("Is the service deployed over more than one data centre or availability zone?", None, 2, None),
        ("Contractual availability (% per month)?", None, 1, None),
    ]),
    ("9  Data protection", [
        ("Does the supplier act only as processor for the personal data in scope, on documented instructions of the Bank?", None, 3, ("Yes", "See DPA s.3")),
        ("Location of processing: all storage of, and all access to, Bank data takes place within the EEA.", None, 3, None),
        ("If personal data is transferred outside the EEA, which transfer mechanism is used and has a transfer impact assessment been made?", "9.02", 2, None),
        ("A data protection officer or equivalent has been appointed.", None, 1, None),
        ("Data subject requests received by the supplier are passed on to the Bank within two working days.", None, 2, None),
        ("On termination all Bank data is returned in a common format and then erased, including from backups, and a certificate of erasure is issued.", None, 3, None),
        ("Is Bank data used to train machine learning models, whether the supplier's own or a third party's?", None, 3, None),
    ]),
    ("10  Outsourcing and fourth parties", [
        ("A current list of subcontractors that store, process or can access Bank data is available, showing location and service provided.", None, 3, None),
        ("The Bank is given at least 30 days' notice of a new subcontractor and may object.", None, 3, None),
        ("Security obligations no less strict than those in the contract are imposed on subcontractors, and compliance is checked at least annually.", None, 2, None),
        ("The Bank, its auditors and its supervisory authorities have unrestricted rights of access, inspection and audit.", None, 3, None),
        ("Is there an exit plan, and has it been tested?", None, 2, ("N/A", "Not material outsourcing.")),
    ]),
]

# (ref, topic, requirement, ref of the row it follows on from)
NORTHSEA_COMPANY = [
    ("A1", "Company", "Give the registered name, registration number and country of incorporation of the contracting entity.", None),
    ("A2", "Company", "Number of employees, and how many of them work on security full time.", None),
    ("A3", "Company", "Name the parent company and any owner of more than 25 % of the shares.", None),
    ("A4", "Company", "Is any part of the service delivered by a legal entity other than the one named in A1? If so, which part and by whom?", "A1"),
    ("A5", "Insurance", "Supplier shall hold professional indemnity and cyber insurance of at least EUR 5 million per claim. State insurer and limit.", None),
    ("A6", "Governance", "Describe your information security organisation and to whom it reports.", None),
    ("A7", "Governance", "List your information security policies, with the date of last review of each.", None),
    ("A8", "Governance", "How does senior management oversee information security?", None),
    ("A9", "Governance", "Which recognised standard or framework is your security programme based on?", None),
    ("A10", "Certification", "List current certifications and attestations with scope and validity. Attach copies.", None),
    ("A11", "Certification", "Has a certification body or auditor ever raised a major non-conformity? How was it closed?", "A10"),
    ("A12", "Personnel", "Supplier shall screen personnel before employment in proportion to the access they will be given. Describe the checks made.", None),
    ("A13", "Personnel", "Describe the content and frequency of security training. What proportion of staff completed it last year?", None),
    ("A14", "Personnel", "What happens when an employee does not comply with security policy?", None),
    ("A15", "Premises", "How are offices and data centres protected against unauthorised entry?", None),
    ("A16", "Premises", "If data centres are run by a third party, name the provider and the reports on which you rely.", "A15"),
    ("A17", "Supply chain", "How are subcontractors selected, assessed before engagement and monitored afterwards?", None),
    ("A18", "Supply chain", "List all subcontractors that would have access to Northsea information.", None),
    ("A19", "Continuity", "Describe your business continuity plan, the date of the last exercise and what was learned.", None),
    ("A20", "Continuity", "RTO / RPO for the offered service", "A19"),
    ("A21", "Compliance", "Are there any pending legal or regulatory proceedings relating to information security or privacy?", None),
    ("A22", "Compliance", "Supplier shall have a code of conduct covering anti-corruption, and a channel for reporting concerns.", None),
    ("A23", "Sustainability", "Describe your environmental management and any targets for carbon emissions.", None),
]

# Group -> (id, control, priority, id of the row it follows on from)
NORTHSEA_TECHNICAL = [
    ("Identity and access", [
        ("Central identity management with unique user IDs for all users, including administrators", "M", None),
        ("Federated sign-on with the customer's identity provider (SAML 2.0 or OIDC)", "M", None),
        ("Multi-factor authentication for administrators", "M", None),
        ("Multi-factor authentication for end users, where federation is not used", "D", "T2"),
        ("Role-based access control; roles can be configured by the customer", "M", None),
        ("Automatic log-off after a period of inactivity that the customer can set", "D", None),
        ("Periodic recertification of all access rights, at least twice a year", "M", None),
    ]),
    ("Encryption", [
        ("Encryption of all data in transit, TLS 1.2 minimum", "M", None),
        ("Encryption of all stored data incl. backups", "M", None),
        ("Documented key management covering generation, storage, rotation, revocation and destruction", "M", None),
        ("Bring-your-own-key", "D", "T10"),
    ]),
    ("Application security", [
        ("Secure development lifecycle with security requirements, design review and code review", "M", None),
        ("Static and dynamic application security testing before each release", "D", None),
        ("Open source components are inventoried (SBOM) and monitored for known vulnerabilities", "M", None),
        ("Annual penetration test by an independent party; summary made available to Northsea", "M", None),
        ("Published channel for reporting vulnerabilities", "D", None),
        ("Remediation of critical vulnerabilities within 7 days, high within 30 days", "M", None),
    ]),
    ("Operations", [
        ("Hardened and centrally managed configuration of servers, containers and network devices", "M", None),
        ("Network segmentation between tiers and between customers", "M", None),
        ("Protection against denial-of-service attacks", "M", None),
        ("Endpoint detection and response on staff devices", "M", None),
        ("Disk encryption and remote wipe of laptops and mobile devices", "M", None),
        ("Central logging; logs kept for no less than one year and protected against tampering", "M", None),
        ("Security monitoring around the clock", "D", None),
        ("Daily backups held in a second location; restore tested twice a year", "M", None),
        ("Formal change management with segregation of duties", "M", None),
    ]),
]

# (section, rows of (ref, question, ref of the row it follows on from))
NORTHSEA_DATA = [
    ("Information handling", [
        ("D.1", "Is information classified, and are handling rules laid down for each class?", None),
        ("D.2", "Is Northsea information kept logically separate from that of other customers?", None),
        ("D.3", "Is customer information ever copied to removable media?", None),
        ("D.3.1", "If yes, are the media encrypted and registered?", "D.3"),
        ("D.4", "Are media and devices wiped or destroyed before they are reused or disposed of, and is a record kept?", None),
        ("D.5", "Can customers export their data themselves in a structured, machine-readable format?", None),
        ("D.6", "Are staff of the supplier able to see Northsea information in clear text?", None),
        ("D.6.1", "If so, is each access approved, limited in time and logged?", "D.6"),
    ]),
    ("Personal data", [
        ("D.7", "Has the supplier appointed a data protection officer?", None),
        ("D.8", "Does the supplier keep a record of processing activities?", None),
        ("D.9", "Are data protection impact assessments made for new processing that is likely to carry a high risk?", None),
        ("D.10", "Is all personal data stored and processed within the EU/EEA only?", None),
        ("D.11", "Are standard contractual clauses in place with every sub-processor outside the EEA?", "D.10"),
        ("D.12", "Will the supplier sign Northsea\u2019s data processing agreement without changes?", None),
        ("D.13", "Is there a procedure for requests from data subjects (access, correction, deletion)?", None),
        ("D.14", "Is personal data deleted or anonymised once the retention period is over?", None),
        ("D.15", "Is telemetry or usage data that can be linked to a person collected for the supplier's own purposes?", None),
    ]),
    ("Incidents", [
        ("D.16", "Is there a documented process for detecting, reporting and handling security incidents?", None),
        ("D.17", "Will Northsea be notified within 48 hours of an incident that involves its information?", None),
        ("D.18", "Has the supplier had a reportable personal data breach since 1 January 2023? (please explain under Remarks)", None),
        ("D.19", "Is forensic evidence secured in a way that can be used in legal proceedings?", None),
    ]),
    ("End of contract", [
        ("D.20", "Will all Northsea information be returned and deleted within 30 days of the end of the contract?", None),
        ("D.21", "Does deletion include backups?", "D.20"),
        ("D.22", "Is deletion confirmed in writing?", "D.20"),
        ("D.23", "Does the supplier offer assistance with migration to another provider?", None),
    ]),
]

DEFINITIONS = [
    ("Supplier", "The legal entity that submits the tender and would sign the contract."),
    ("Northsea information", "All information in any form that Northsea or its affiliates give to the supplier, or that the supplier generates for them."),
    ("Incident", "An event that has harmed, or could reasonably have harmed, the confidentiality, integrity or availability of Northsea information."),
    ("M / D", "M = mandatory requirement. A tender that does not meet it may be rejected.  D = desirable, scored."),
    ("Fully / Partly / Not met", "Fully: in operation today for the whole of the offered service. Partly: in operation for some of it, or planned with a date. Not met: neither."),
    ("RTO", "Recovery time objective: how long the service may be down after a disaster."),
    ("RPO", "Recovery point objective: how much data, measured in time, may be lost."),
    ("Sub-processor", "A third party engaged by the supplier that processes personal data of Northsea."),
    ("Should a subcontractor answer?", "No. The supplier answers for its whole supply chain."),
]


# ---------------------------------------------------------------- shared by the three

THIN = Side(style="thin", color="BFBFBF")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
WRAP = Alignment(wrap_text=True, vertical="top")
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
UNLOCKED = Protection(locked=False)


def fill(rgb):
    return PatternFill("solid", start_color=rgb, end_color=rgb)


def lines(text, width):
    """How many lines a text takes in a column of this width (a little more than one character a unit)."""
    return sum(max(1, -(-len(part) // int(width * 1.12))) for part in str(text).split("\n"))


def row_height(ws, row, text, width, points=15):
    ws.row_dimensions[row].height = max(points + 2, lines(text, width) * points + 4)


def paint(ws, area, **style):
    for cells in ws[area]:
        for cell in cells:
            for name, value in style.items():
                setattr(cell, name, value)


def question(row, ref, text, section=None, follows=None, **more):
    """One row of a layout, in the shape of shared/questionnaires/expected-layouts.json and a little more."""
    found = {"row": row, "id": "" if ref is None else str(ref), "q": text}
    if section:
        found["section"] = section
    if follows is not None:
        found["follows"] = str(follows)
    return found | more


def new_workbook(creator, title, created):
    wb = openpyxl.Workbook()
    wb.properties.creator = creator
    wb.properties.lastModifiedBy = creator
    wb.properties.title = title
    wb.properties.created = created
    return wb


def cached(sheet_xml, values):
    """Puts results into formula cells, as a file saved by Excel has them; openpyxl leaves them empty."""
    for ref, value in values.items():
        pattern = re.compile(rf'<c r="{ref}"([^>]*?)>(<f>.*?</f>)<v\s*/?>(?:</v>)?</c>')
        attrs = ' t="str"' if isinstance(value, str) else ""
        text = escape(value) if isinstance(value, str) else repr(value)
        sheet_xml, n = pattern.subn(lambda m: f'<c r="{ref}"{m[1]}{attrs}>{m[2]}<v>{text}</v></c>', sheet_xml)
        assert n == 1, (ref, n)
    return sheet_xml


def merges_in_order(match):
    """The merged areas from top to bottom: openpyxl keeps them in a set."""
    areas = re.findall(r"<mergeCell [^>]*>", match[2])
    areas.sort(key=lambda tag: [(int(row), column) for column, row in re.findall(r"([A-Z]+)(\d+)", tag)])
    return match[1] + "".join(areas) + match[3]


def share_strings(parts):
    """Moves the strings of the sheets into a shared table and drops marks on empty cells, as Excel has it."""
    table = {}

    def shared(match):
        text = match[2]
        return f'<c{match[1]} t="s"><v>{table.setdefault(text, len(table))}</v></c>'

    count = 0
    for name in [n for n in parts if n.startswith("xl/worksheets/sheet")]:
        xml = parts[name].decode()
        xml = re.sub(r'(<c [^>]*?) t="n" ?/>', r"\1/>", xml)
        xml = re.sub(r"(<mergeCells [^>]*>)(.*?)(</mergeCells>)", merges_in_order, xml)
        xml, n = re.subn(r'<c([^>]*?) t="inlineStr"><is><t[^>]*>(.*?)</t></is></c>', shared, xml, flags=re.S)
        count += n
        parts[name] = xml.encode()
    items = "".join(f'<si><t xml:space="preserve">{t}</t></si>' if t != t.strip() or "  " in t or "\n" in t
                    else f"<si><t>{t}</t></si>" for t in table)
    parts["xl/sharedStrings.xml"] = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        f'count="{count}" uniqueCount="{len(table)}">{items}</sst>').encode()
    add_part(parts, "sharedStrings")


def add_part(parts, name):
    """Declares a part of the workbook (sharedStrings, calcChain) where openpyxl has not."""
    types, rels = parts["[Content_Types].xml"].decode(), parts["xl/_rels/workbook.xml.rels"].decode()
    if f"{name}.xml" in types:
        return
    override = (f'<Override PartName="/xl/{name}.xml" '
                f'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{name}+xml"/>')
    rel = (f'<Relationship Id="rId_{name}" Target="{name}.xml" '
           f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{name}"/>')
    parts["[Content_Types].xml"] = types.replace("</Types>", override + "</Types>").encode()
    parts["xl/_rels/workbook.xml.rels"] = rels.replace("</Relationships>", rel + "</Relationships>").encode()


def calc_chain(cells):
    """The calculation chain that Excel keeps of formula cells: [(sheet index, ref)]."""
    items = "".join(f'<c r="{ref}" i="{i}"/>' for i, ref in cells)
    return ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<calcChain '
            f'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{items}</calcChain>')


def save(wb, path, modified, values=None):
    """Writes the workbook with fixed dates, cached results ({part: {cell: value}}) and a calculation chain."""
    values = values or {}
    raw = io.BytesIO()
    wb.save(raw)
    parts = {}
    with zipfile.ZipFile(raw) as package:
        for name in package.namelist():
            parts[name] = package.read(name)
    stamp = modified.strftime("%Y-%m-%dT%H:%M:%SZ")
    core = parts["docProps/core.xml"].decode()
    parts["docProps/core.xml"] = re.sub(r"(<dcterms:modified[^>]*>)[^<]*", rf"\g<1>{stamp}", core).encode()
    app = re.sub(r"<Application>.*</AppVersion>",
                 "<Application>Microsoft Excel</Application><AppVersion>16.0300</AppVersion>", parts["docProps/app.xml"].decode())
    parts["docProps/app.xml"] = app.encode()
    for name in [n for n in parts if n.startswith("xl/drawings/drawing")]:  # openpyxl gives a chart sheet no size
        parts[name] = parts[name].replace(b'<ext cx="0" cy="0" />', b'<ext cx="9308969" cy="6072290"/>')
    share_strings(parts)
    for part, cells in values.items():
        parts[part] = cached(parts[part].decode(), cells).encode()
    if values:
        chain = [(int(re.search(r"(\d+)\.xml", part)[1]), ref) for part, cells in values.items() for ref in cells]
        parts["xl/calcChain.xml"] = calc_chain(chain).encode()
        add_part(parts, "calcChain")
    first = "[Content_Types].xml"
    with zipfile.ZipFile(path, "w") as package:
        for name in [first] + [n for n in parts if n != first]:
            info = zipfile.ZipInfo(name, ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            package.writestr(info, parts[name])


# ---------------------------------------------------------------- 1. Brightmoor: as plain as they come

def brightmoor(folder):
    wb = new_workbook("P. Okafor", "IT security questions for suppliers", dt.datetime(2025, 9, 2, 10, 12))
    ws = wb.active
    ws.title = "Sheet1"
    ws.append(["No.", "Question", "Response"])
    for cell in ws[1]:
        cell.font = Font(name="Calibri", size=11, bold=True)
    for column, width in zip("ABC", (6, 80, 60)):
        ws.column_dimensions[column].width = width
    ws.page_setup.orientation = "landscape"
    ws.page_setup.fitToHeight = 0
    ws.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True)
    found = []
    for row, (number, text, follows) in enumerate(BRIGHTMOOR, start=2):
        ws.cell(row, 1, number).alignment = Alignment(horizontal="left", vertical="top")
        ws.cell(row, 2, text).alignment = WRAP
        row_height(ws, row, text, 80)
        found.append(question(row, number, text, follows=follows))
    LAYOUTS["brightmoor-plain.xlsx"] = {"sheets": [{
        "sheet": "Sheet1", "header_rows": [1], "id_col": "A", "question_col": "B", "answer_cols": {"C": "free text"},
        "comment_col": None, "do_not_fill": None, "prefilled": None, "n": len(found),
        "notes": "answer cells do not exist in the sheet XML; numbers are numbers, sub-questions (4a) text",
        "questions": found}]}
    save(wb, folder / "brightmoor-plain.xlsx", dt.datetime(2025, 9, 2, 10, 31))


# ---------------------------------------------------------------- 2. Halvorsen Bank: the full template

NAVY, STEEL, SAND, GREY = "1F3A5F", "D6E0EC", "FFF9E5", "EDEDED"


def bank_logo():
    """A bank's mark: a white H over a wave on navy, with the name beside it drawn as blocks."""
    image = Image.new("RGB", (440, 88), "white")
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((0, 0, 87, 87), radius=14, fill="#1F3A5F")
    draw.rectangle((22, 18, 33, 62), fill="white")
    draw.rectangle((54, 18, 65, 62), fill="white")
    draw.rectangle((22, 35, 65, 45), fill="white")
    draw.arc((12, 60, 44, 84), 180, 360, fill="#C9A24B", width=4)
    draw.arc((44, 60, 76, 84), 0, 180, fill="#C9A24B", width=4)
    glyphs = {  # 5 x 7 dots, so that no font file is needed
        "H": "10001 10001 10001 11111 10001 10001 10001", "A": "01110 10001 10001 11111 10001 10001 10001",
        "L": "10000 10000 10000 10000 10000 10000 11111", "V": "10001 10001 10001 10001 10001 01010 00100",
        "O": "01110 10001 10001 10001 10001 10001 01110", "R": "11110 10001 10001 11110 10100 10010 10001",
        "S": "01111 10000 10000 01110 00001 00001 11110", "E": "11111 10000 10000 11110 10000 10000 11111",
        "N": "10001 11001 10101 10101 10011 10001 10001"}
    for at, letter in enumerate("HALVORSEN"):
        for y, dots in enumerate(glyphs[letter].split()):
            for x, dot in enumerate(dots):
                if dot == "1":
                    left, top = 108 + at * 36 + x * 5, 26 + y * 5
                    draw.rectangle((left, top, left + 4, top + 4), fill="#1F3A5F")
    out = io.BytesIO()
    image.save(out, "PNG")
    out.seek(0)
    return out


def bank_lists(wb):
    ws = wb.create_sheet("Lists")
    for row, value in enumerate(["Response", "Yes", "No", "N/A"], start=1):
        ws.cell(row, 1, value)
    for row, value in enumerate(["Service category", "Cloud service (SaaS)", "Cloud service (IaaS/PaaS)",
                                 "Managed service", "Professional services"], start=1):
        ws.cell(row, 3, value)
    ws.sheet_state = "hidden"
    wb.defined_names["ResponseList"] = DefinedName("ResponseList", attr_text="Lists!$A$2:$A$4")


BANK_INSTRUCTIONS = [
    "1.  Answer every question. Choose Yes, No or N/A from the list in column C, and explain in column D.",
    "2.  \u201cYes\u201d means that the control is in place today for the whole of the service in scope. "
    "If it is in place in part, choose No and describe what is missing and by when it will be in place.",
    "3.  N/A is accepted only with a reason. Do you rely on a subcontractor for a control? Answer for them.",
    "4.  Questions with a hatched response cell are open questions: answer in column D only.",
    "5.  Do not insert rows or change the wording. Columns E to G are for the assessor.",
]


def bank_top(ws):
    """Logo, title, particulars, instructions, header. Returns the header's row."""
    picture = SheetImage(bank_logo())
    picture.width, picture.height = 220, 44
    ws.add_image(picture, "A1")
    ws.merge_cells("C1:G2")
    ws["C1"] = "Third-Party Security Assessment"
    ws["C1"].font = Font(name="Calibri", size=18, bold=True, color=NAVY)
    ws["C1"].alignment = Alignment(horizontal="right", vertical="center")
    ws.merge_cells("C3:G3")
    ws["C3"] = "Form VR-07, version 4.2   |   Confidential when completed"
    ws["C3"].font = Font(name="Calibri", size=9, italic=True, color="7F7F7F")
    ws["C3"].alignment = Alignment(horizontal="right")
    for row, label in enumerate(["Supplier:", "Service in scope:", "Completed by / date:"], start=4):
        ws.merge_cells(f"C{row}:D{row}")
        ws.cell(row, 2, label).font = Font(name="Calibri", bold=True)
        ws.cell(row, 2).alignment = Alignment(horizontal="right")
        paint(ws, f"C{row}:D{row}", fill=fill(SAND), border=BOX, protection=UNLOCKED)
    ws["C5"] = "Cloud service (SaaS)"
    ws.merge_cells("A8:G8")
    ws["A8"] = "Instructions"
    paint(ws, "A8:G8", font=Font(name="Calibri", bold=True, color=NAVY), fill=fill(STEEL))
    for row, text in enumerate(BANK_INSTRUCTIONS, start=9):
        ws.merge_cells(f"A{row}:G{row}")
        ws.cell(row, 1, text).alignment = WRAP
        row_height(ws, row, text, 175, 14)
    ws.row_dimensions[14].height = 8
    header = 15
    titles = ["Ref", "Control question", "Response", "Comments", "Assessor use only: weight",
              "Assessor use only: score", "Assessor use only: notes"]
    for column, text in enumerate(titles, start=1):
        cell = ws.cell(header, column, text)
        cell.font, cell.fill, cell.border, cell.alignment = Font(name="Calibri", bold=True, color="FFFFFF"), fill(NAVY), BOX, CENTRE
        if column > 4:
            cell.fill = fill("7F7F7F")
    ws.row_dimensions[header].height = 46
    return header


def bank_row(ws, row, ref, text, weight, standing):
    """One question row. Returns what to say of it in the layout, and the score that its formula gives."""
    response, comment = standing if isinstance(standing, tuple) else (standing if standing == SELECT else None, None)
    for column, value in enumerate([ref, text, response, comment, weight], start=1):
        cell = ws.cell(row, column, value)
        cell.border, cell.alignment = BOX, WRAP
    ws.cell(row, 6, f'=IF(C{row}="Yes",E{row},IF(C{row}="No",0,""))')
    for column in (5, 6, 7):
        ws.cell(row, column).border = BOX
        ws.cell(row, column).fill = fill(GREY)
        ws.cell(row, column).alignment = Alignment(horizontal="center", vertical="top")
    for column in (3, 4):
        ws.cell(row, column).fill = fill(SAND)
        ws.cell(row, column).protection = UNLOCKED
    ws.cell(row, 3).alignment = Alignment(horizontal="center", vertical="top")
    row_height(ws, row, text, 66)
    more = {}
    if standing == "open":
        ws.cell(row, 3).protection = Protection(locked=True)
        ws.cell(row, 3).fill = PatternFill("lightUp", start_color="A6A6A6", end_color="FFFFFF")
        more["do_not_fill"] = ["C"]
    if standing == SELECT:
        more["default"] = {"C": SELECT}
    if isinstance(standing, tuple):
        more["answer"] = response
        if comment:
            more["note"] = comment
    return more, {"Yes": weight, "No": 0}.get(response, "")


def bank_footer(ws, row, first, last, scores):
    """The totals. Returns the results of their formulas."""
    ws.merge_cells(f"A{row}:B{row}")
    ws.cell(row, 1, "Total")
    rng = f"C{first}:C{last}"
    ws.cell(row, 3, f'=COUNTIF({rng},"Yes")&" Yes / "&COUNTIF({rng},"No")&" No"')
    ws.cell(row, 4, f'=COUNTIF({rng},"N/A")&" not applicable"')
    ws.cell(row, 5, f"=SUM(E{first}:E{last})")
    ws.cell(row, 6, f"=SUM(F{first}:F{last})")
    ws.cell(row, 7, f"=IF(E{row}=0,0,F{row}/E{row})")
    ws.cell(row, 7).number_format = "0%"
    paint(ws, f"A{row}:G{row}", font=Font(name="Calibri", bold=True), fill=fill(STEEL), border=BOX,
          alignment=Alignment(horizontal="center", vertical="center"))
    ws.row_dimensions[row].height = 22
    answers = [standing[0] for _, rows in HALVORSEN for *_, standing in rows if isinstance(standing, tuple)]
    weights = sum(weight for _, rows in HALVORSEN for _, _, weight, _ in rows)
    total = sum(score for score in scores if score != "")
    return {f"C{row}": f"{answers.count('Yes')} Yes / {answers.count('No')} No",
            f"D{row}": f"{answers.count('N/A')} not applicable",
            f"E{row}": weights, f"F{row}": total, f"G{row}": total / weights}


def bank_rules(ws, first, last):
    """Dropdowns, conditional formats, protection, panes and print settings."""
    area = f"C{first}:C{last}"
    responses = DataValidation(type="list", formula1="ResponseList", allow_blank=True, showErrorMessage=True,
                               errorTitle="Response", error="Please choose Yes, No or N/A from the list.")
    services = DataValidation(type="list", formula1="Lists!$C$2:$C$5", allow_blank=True)
    comments = DataValidation(type="textLength", operator="lessThanOrEqual", formula1="2000", allow_blank=True,
                              showErrorMessage=True, error="No more than 2000 characters, please.")
    responses.add(area)
    services.add("C5")
    comments.add(f"D{first}:D{last}")
    for validation in (responses, services, comments):
        ws.add_data_validation(validation)
    ws.conditional_formatting.add(area, CellIsRule(operator="equal", formula=['"Yes"'], fill=fill("E2EFDA")))
    ws.conditional_formatting.add(area, CellIsRule(operator="equal", formula=['"No"'], fill=fill("F8CBAD")))
    ws.conditional_formatting.add(
        f"D{first}:D{last}", FormulaRule(formula=[f'AND(C{first}="No",D{first}="")'], fill=fill("FFC7CE")))
    ws.freeze_panes = f"A{first}"
    ws.protection.sheet = True
    ws.protection.formatRows = False
    ws.protection.formatColumns = False
    ws.page_setup.orientation = "landscape"
    ws.page_setup.paperSize = ws.PAPERSIZE_A4
    ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = 1, 0
    ws.sheet_properties.pageSetUpPr.fitToPage = True
    ws.print_title_rows = f"{first - 1}:{first - 1}"
    ws.oddFooter.left.text = "Halvorsen Bank ASA \u2013 Form VR-07 v4.2"
    ws.oddFooter.right.text = "Page &P of &N"
    ws.page_margins.left = ws.page_margins.right = 0.4


def halvorsen(folder):
    name = "halvorsen-bank.xlsx"
    wb = new_workbook("Vendor Risk, Halvorsen Bank", "Third-Party Security Assessment", dt.datetime(2024, 3, 11, 8, 5))
    ws = wb.active
    ws.title = "Assessment"
    ws.sheet_properties.tabColor = NAVY
    ws.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties()
    ws.sheet_view.showGridLines = False
    ws.sheet_view.zoomScale = 90
    for column, width in zip("ABCDEFG", (8, 66, 14, 58, 11, 11, 22)):
        ws.column_dimensions[column].width = width
    header = bank_top(ws)
    row, found, results, scores = header + 1, [], {}, []
    for at, (section, rows) in enumerate(HALVORSEN, start=1):
        ws.merge_cells(f"A{row}:G{row}")
        ws.cell(row, 1, section).alignment = Alignment(vertical="center")
        paint(ws, f"A{row}:G{row}", font=Font(name="Calibri", bold=True, size=12, color=NAVY), fill=fill(STEEL), border=BOX)
        ws.row_dimensions[row].height = 21
        for number, (text, follows, weight, standing) in enumerate(rows, start=1):
            row += 1
            ref = f"{at}.{number:02}"
            more, score = bank_row(ws, row, ref, text, weight, standing)
            results[f"F{row}"] = score
            scores.append(score)
            found.append(question(row, ref, text, section, follows, **more))
        row += 1
    results |= bank_footer(ws, row, header + 1, row - 1, scores)
    by_ref = {q["id"]: q["row"] for q in found}
    note = Comment("Vendor Risk:\nIf only some staff are covered, answer No and say who is not.", "Vendor Risk")
    note.width, note.height = 230, 70
    ws[f"B{by_ref['3.02']}"].comment = note
    bank_rules(ws, header + 1, row - 1)
    ws.cell(row + 2, 1, "Halvorsen Bank ASA, Vendor Risk Management, vendor.risk@halvorsen.example").font = Font(
        name="Calibri", size=9, italic=True, color="7F7F7F")
    bank_lists(wb)
    LAYOUTS[name] = {"sheets": [{
        "sheet": "Assessment", "header_rows": [header], "id_col": "A", "question_col": "B",
        "answer_cols": {"C": ["Yes", "No", "N/A"], "D": "free text"}, "comment_col": "D",
        "do_not_fill": ["E", "F", "G"], "prefilled": f"some '{SELECT}' (not one of the options), some by a person",
        "n": len(found),
        "notes": "protected, only C and D unlocked; C is locked in open questions; options by the defined name "
                 "ResponseList on a hidden sheet; D holds at most 2000 characters; F has formulas; totals row below",
        "questions": found}],
        "other_sheets": [{"sheet": "Lists", "what": "hidden lists"}],
        "fields": [{"sheet": "Assessment", "cell": "C4", "label": "Supplier:"},
                   {"sheet": "Assessment", "cell": "C5", "label": "Service in scope:", "answer": "Cloud service (SaaS)"},
                   {"sheet": "Assessment", "cell": "C6", "label": "Completed by / date:"}]}
    save(wb, folder / name, dt.datetime(2025, 11, 17, 13, 44), {"xl/worksheets/sheet1.xml": results})


# ---------------------------------------------------------------- 3. Northsea: a tender, several sheets

TEAL, MIST, CREAM = "00616B", "DDEFF0", "FFFFFF"
COVER_FIELDS = ["Vendor name:", "Registered address:", "Contact person:", "E-mail:", "Product or service offered:",
                "Date completed:"]


def northsea_title(ws, area, text, size=14):
    first = area.split(":")[0]
    ws.merge_cells(area)
    ws[first] = text
    ws[first].font = Font(name="Arial", size=size, bold=True, color=TEAL)
    ws[first].alignment = Alignment(vertical="center")
    ws.row_dimensions[ws[first].row].height = size * 1.9


def northsea_header(ws, row, titles, start=1):
    for column, text in enumerate(titles, start=start):
        cell = ws.cell(row, column, text)
        cell.font, cell.fill, cell.border = Font(name="Arial", size=10, bold=True, color="FFFFFF"), fill(TEAL), BOX
        cell.alignment = CENTRE


def northsea_body(cell):
    cell.font, cell.border, cell.alignment = Font(name="Arial", size=10), BOX, WRAP


def northsea_setup(ws, widths, landscape=True):
    for column, width in widths.items():
        ws.column_dimensions[column].width = width
    ws.page_setup.orientation = "landscape" if landscape else "portrait"
    ws.page_setup.paperSize = ws.PAPERSIZE_A4
    ws.page_setup.fitToHeight = 0
    ws.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True)


def northsea_cover(ws):
    ws.title = "Read me first"
    ws.sheet_view.showGridLines = False
    northsea_setup(ws, {"A": 3, "B": 30, "C": 62}, landscape=False)
    northsea_title(ws, "B2:C2", "Northsea Terminals \u2013 Supplier Information Security Questionnaire", 15)
    ws["B3"] = "Tender NT-2025-118, Annex 6"
    ws["B3"].font = Font(name="Arial", size=10, italic=True, color="7F7F7F")
    for row, label in enumerate(COVER_FIELDS, start=5):
        ws.cell(row, 2, label).font = Font(name="Arial", size=10, bold=True)
        ws.cell(row, 3).border = Border(bottom=Side(style="thin", color=TEAL))
        ws.row_dimensions[row].height = 20
    ws["B13"] = "How to fill in this questionnaire"
    ws["B13"].font = Font(name="Arial", size=11, bold=True, color=TEAL)
    texts = [
        "Please complete sheets A, B and C. Terms are explained on the sheet Definitions.",
        "Sheet A: answer in your own words under \u201cSupplier response\u201d. Refer to attachments by number.",
        "Sheet B: choose how far each control is met and explain. Columns headed \u201cNorthsea\u201d are for our use.",
        "Sheet C: put an X in one of the columns Yes, No, N/A. Use Remarks where the answer needs a word more.",
        "Answers become part of the contract. What happens if a statement is wrong? See clause 14 of the tender terms.",
        "Questions about this document: tenders@northsea-terminals.example, until ten days before the closing date.",
    ]
    for row, text in enumerate(texts, start=14):
        ws.merge_cells(f"B{row}:C{row}")
        ws.cell(row, 2, text).font = Font(name="Arial", size=10)
        ws.cell(row, 2).alignment = WRAP
        row_height(ws, row, text, 104, 14)


def northsea_company(wb):
    ws = wb.create_sheet("A. Company")
    northsea_setup(ws, {"A": 6, "B": 15, "C": 70, "D": 62, "E": 14})
    northsea_title(ws, "A1:E1", "A.  Company, organisation and supply chain")
    northsea_header(ws, 2, ["Ref", "Topic", "Requirement / question", "Supplier response", "Attachment no."])
    ws.row_dimensions[2].height = 30
    found = []
    for row, (ref, topic, text, follows) in enumerate(NORTHSEA_COMPANY, start=3):
        for column, value in enumerate([ref, topic, text, None, None], start=1):
            northsea_body(ws.cell(row, column, value))
        row_height(ws, row, text, 78, 14)
        ws.row_dimensions[row].height = max(ws.row_dimensions[row].height, 32)
        found.append(question(row, ref, text, topic, follows))
    ws.freeze_panes = "A3"
    return {"sheet": ws.title, "header_rows": [2], "id_col": "A", "question_col": "C",
            "answer_cols": {"D": "free text"}, "comment_col": None, "do_not_fill": ["E"], "prefilled": None,
            "n": len(found), "notes": "B = topic; E takes the number of an attachment, not an answer",
            "questions": found}


def northsea_technical(wb):
    ws = wb.create_sheet("B. Technical controls")
    northsea_setup(ws, {"A": 7, "B": 60, "C": 10, "D": 14, "E": 48, "F": 24, "G": 16})
    northsea_title(ws, "A1:G1", "B.  Technical controls")
    ws.merge_cells("A2:G3")
    ws["A2"] = ("State how far each control is met for the service you offer. A control that is met by a subcontractor counts "
                "as met, provided that you name the subcontractor under Explanation.")
    ws["A2"].font = Font(name="Arial", size=10, italic=True)
    ws["A2"].alignment = WRAP
    northsea_header(ws, 5, ["No.", "Control", "Northsea", "To be completed by the supplier", None, None, "Northsea"])
    northsea_header(ws, 6, [None, None, "Priority (M/D)", "Met?", "Explanation", "Evidence (document, page)", "Evaluation"])
    for area in ("A5:A6", "B5:B6", "D5:F5"):
        ws.merge_cells(area)
    ws.row_dimensions[6].height = 30
    row, number, found, first = 7, 0, [], 7
    for group, controls in NORTHSEA_TECHNICAL:
        ws.merge_cells(f"A{row}:G{row}")
        ws.cell(row, 1, group)
        paint(ws, f"A{row}:G{row}", font=Font(name="Arial", size=10, bold=True, color=TEAL), fill=fill(MIST), border=BOX)
        ws.row_dimensions[row].height = 18
        for text, priority, follows in controls:
            row, number = row + 1, number + 1
            for column, value in enumerate([f"T{number}", text, priority, None, None, None, None], start=1):
                northsea_body(ws.cell(row, column, value))
            ws.cell(row, 3).alignment = ws.cell(row, 4).alignment = Alignment(horizontal="center", vertical="top")
            ws.cell(row, 7).fill = fill("EDEDED")
            row_height(ws, row, text, 68, 14)
            found.append(question(row, f"T{number}", text, group, follows))
        row += 1
    met = DataValidation(type="list", formula1='"Fully,Partly,Not met"', allow_blank=True, showErrorMessage=True)
    met.add(f"D{first}:D{row - 1}")
    ws.add_data_validation(met)
    ws.freeze_panes = "C7"
    return {"sheet": ws.title, "header_rows": [5, 6], "id_col": "A", "question_col": "B",
            "answer_cols": {"D": ["Fully", "Partly", "Not met"], "E": "free text"}, "comment_col": "E",
            "do_not_fill": ["C", "F", "G"], "prefilled": None, "n": len(found),
            "notes": "two-row merged header; C and G are the customer's, F takes a document reference",
            "questions": found}


def northsea_data(wb):
    ws = wb.create_sheet("C. Data and privacy")
    northsea_setup(ws, {"A": 2, "B": 8, "C": 78, "D": 7, "E": 7, "F": 7, "G": 50})
    northsea_title(ws, "B2:G2", "C.  Information handling, personal data, incidents, end of contract")
    notes = ["Put an X in exactly one of the three columns.",
             "\u201cYes\u201d to a question that asks about an arrangement means that it exists in writing.",
             "N/A needs a reason under Remarks.", "Is anything unclear? Ask before the closing date."]
    for row, text in enumerate(notes, start=4):
        ws.cell(row, 2, f"\u2022  {text}").font = Font(name="Arial", size=9, italic=True)
    northsea_header(ws, 9, ["Ref.", "Question", "Yes", "No", "N/A", "Remarks"], start=2)
    ws.row_dimensions[9].height = 24
    row, found = 10, []
    for section, rows in NORTHSEA_DATA:
        ws.cell(row, 2, section)
        paint(ws, f"B{row}:G{row}", font=Font(name="Arial", size=10, bold=True, color=TEAL), fill=fill(MIST),
              border=Border(top=THIN, bottom=THIN))
        ws.row_dimensions[row].height = 18
        for ref, text, follows in rows:
            row += 1
            for column, value in enumerate([ref, text, None, None, None, None], start=2):
                northsea_body(ws.cell(row, column, value))
            for column in (4, 5, 6):
                ws.cell(row, column).alignment = Alignment(horizontal="center", vertical="center")
            if ref.count(".") == 2:
                ws.cell(row, 3).alignment = Alignment(horizontal="left", wrap_text=True, vertical="top", indent=2)
            row_height(ws, row, text, 90, 14)
            found.append(question(row, ref, text, section, follows))
        row += 1
    ws.freeze_panes = "A10"
    return {"sheet": ws.title, "header_rows": [9], "id_col": "B", "question_col": "C",
            "answer_cols": {"D:F": "X in one column", "G": "free text"}, "comment_col": "G", "do_not_fill": None,
            "prefilled": None, "n": len(found), "notes": "D = Yes, E = No, F = N/A; sections are not merged",
            "questions": found}


def northsea_definitions(wb):
    ws = wb.create_sheet("Definitions")
    northsea_setup(ws, {"A": 28, "B": 95})
    northsea_title(ws, "A1:B1", "Definitions")
    northsea_header(ws, 2, ["Term", "Meaning"])
    for row, (term, meaning) in enumerate(DEFINITIONS, start=3):
        for column, value in enumerate([term, meaning], start=1):
            northsea_body(ws.cell(row, column, value))
        ws.cell(row, 1).font = Font(name="Arial", size=10, bold=True)
        row_height(ws, row, meaning, 105, 14)


def northsea_summary(wb, technical, data):
    """A table of counts for Northsea's evaluators, and a chart sheet of it. Returns the formulas' results."""
    ws = wb.create_sheet("Summary")
    northsea_setup(ws, {"A": 34, "B": 12, "C": 12, "D": 12, "E": 12})
    northsea_title(ws, "A1:E1", "Summary (calculated, please leave)")
    northsea_header(ws, 2, ["Sheet B, by group", "Fully", "Partly", "Not met", "Controls"])
    results, row = {}, 3
    for group, controls in NORTHSEA_TECHNICAL:
        rows = [q["row"] for q in technical["questions"] if q["section"] == group]
        area = f"'{technical['sheet']}'!D{rows[0]}:D{rows[-1]}"
        ws.cell(row, 1, group)
        for column, option in enumerate(["Fully", "Partly", "Not met"], start=2):
            ws.cell(row, column, f'=COUNTIF({area},"{option}")')
            results[f"{'ABCDE'[column - 1]}{row}"] = 0
        ws.cell(row, 5, f"=ROWS({area})")
        results[f"E{row}"] = len(controls)
        for column in range(1, 6):
            northsea_body(ws.cell(row, column))
        row += 1
    rows = [q["row"] for q in data["questions"]]
    ws.cell(row + 1, 1, "Sheet C, answered")
    parts = "+".join(f"COUNTIF('{data['sheet']}'!{c}{rows[0]}:{c}{rows[-1]},\"X\")" for c in "DEF")
    ws.cell(row + 1, 2, f"={parts}")
    results[f"B{row + 1}"] = 0
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap = "bar", "stacked", 100
    chart.title = "Technical controls by group"
    chart.add_data(Reference(ws, min_col=2, max_col=4, min_row=2, max_row=row - 1), titles_from_data=True)
    for series, colour in zip(chart.series, (TEAL, "8FC1C5", "D98C5F")):
        series.cat = AxDataSource(strRef=StrRef(f"'Summary'!$A$3:$A${row - 1}"))
        series.graphicalProperties.solidFill = colour
    chart.x_axis.delete = chart.y_axis.delete = False
    sheet = wb.create_chartsheet("Chart")
    sheet.add_chart(chart)
    return results


def northsea(folder):
    name = "northsea-procurement.xlsx"
    wb = new_workbook("Procurement, Northsea Terminals", "Annex 6 - Supplier Information Security Questionnaire",
                      dt.datetime(2025, 6, 20, 7, 50))
    northsea_cover(wb.active)
    company, technical, data = northsea_company(wb), northsea_technical(wb), northsea_data(wb)
    northsea_definitions(wb)
    results = northsea_summary(wb, technical, data)
    LAYOUTS[name] = {"sheets": [company, technical, data],
                     "other_sheets": [{"sheet": "Read me first", "what": "instructions, and particulars to fill in"},
                                      {"sheet": "Definitions", "what": "reference"},
                                      {"sheet": "Summary", "what": "formulas over sheets B and C"},
                                      {"sheet": "Chart", "what": "a chart sheet"}],
                     "fields": [{"sheet": "Read me first", "cell": f"C{row}", "label": label}
                                for row, label in enumerate(COVER_FIELDS, start=5)]}
    save(wb, folder / name, dt.datetime(2025, 10, 1, 15, 20), {"xl/worksheets/sheet6.xml": results})


def make(folder):
    LAYOUTS.clear()
    brightmoor(folder)
    halvorsen(folder)
    northsea(folder)
    return LAYOUTS


if __name__ == "__main__":
    for file, layout in make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE).items():
        print(file, sum(sheet["n"] for sheet in layout["sheets"]), "questions")
