//! Acronyms that a customer would have to guess: used, spelt out nowhere, and not among those that everybody knows.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::prose::{counted, line, pattern, word_list};
use super::{Code, Diagnostic, Knowledge, Spot};
use crate::document::Document;

/// Known to everybody who reads a security questionnaire; names of makers and products; countries and currencies.
const KNOWN: &str = "
    ABAC ACL ACID AD AES AI AICPA AM AML AMI ANSI API APIs APM APP ARM ASCII ASVS ATM ATP AV AWS AZ BAA BCM BCP BC BCDR BI BIOS BSI
    BYOD CA CAB CAIQ CAPTCHA CASB CBC CC CCM CCPA CCTV CD CDN CDO CEO CERT CET CEST CFO CFR CGI CI CIA CICD CIO CIS CISA CISM CISO
    CISSP CLI CMDB CMK CMMC CMS CNAME COBIT COO COPPA CORS COTS COVID CPA CPO CPRA CPU CRC CRL CRM CSA CSO CSP CSRF CSS CSV
    CTO CV CVE CVEs CVSS CWE DAST DB DBA DC DDOS DES DEV DH DKIM DLP DLT DMARC DMZ DNA DNS DNSSEC DOB DORA DOS DPA DPIA
    DPO DR DRP DRM DSAR DSS DVD EBS EC ECB ECC ECDH ECDHE ECDSA ECS EDI EDR EEA EFS EKS ELB EMEA EOL ER ERP ESG ETA ETL EU EUR FAQ
    FAQs FBI FDA FEDRAMP FERPA FIDO FIPS FISMA FTC FTE FTP FTPS GB GBP GCM GCP GDPR GLBA GMBH GMT GPG GPS GPU GRC GUI HA HCM
    HIDS HIPAA HITRUST HITECH HMAC HQ HR HSM HSTS HTML HTTP HTTPS HVAC IAM IBM ICO ICT ID IDE IDP IDS IDs IEC IEEE IETF INC
    IOT IP IPS IPSEC IPsec IPv ISAE ISMS ISO ISP IT ITIL ITAR JIT JPEG JSON JVM JWT KB KMS KPI KPIs KYC LAN LDAP LDAPS LLC LLM LLP LTD MAC
    MB MD MDM MDR MFA MIME MIT ML MPLS MSA MSP MSSP MTA MTD MTLS MTTR MVP NAT NATO NDA NDAs NERC NIDS NIS NIST NTP NVD OAUTH ODBC
    OIDC OK OS OSI OSS OTP OWASP PAM PBKDF PBX PC PCI PCs PDA PDCA PDF PDFs PE PEM PGP PHI PIA PII PIN PIR PKCS PKI PL PM PNG PO POC POS
    POSIX PR PSK PST PTO QA RA RACI RADIUS RAID RAM RBAC RCA RDBMS RDP RDS REST RFC RFI RFID RFP RFPs ROI RPC RPM RPO RSA RSS RTO SAAS SAAQ SAML
    SAN SANS SAP SAST SBOM SCA SCC SCCs SCIM SCP SDK SDLC SEC SECOPS SFTP SHA SIEM SIG SIM SLA SLAs SLO SLOs SMB SME SMS SMTP SNMP SOAP SOAR SOC
    SOP SOPs SOX SPF SPOF SQL SQS SRE SSAE SSD SSH SSL SSN SSO SSRF STRIDE SVN SWIFT TB TCP TISAX TLD TLS TOM TOMs TOTP TPM TTL TV UAE UAT
    UDP UI UK UN UPS URI URL URLs USA US USB USD UTC UTF UUID UX VAT VDI VLAN VLANs VM VMs VP VPC VPN VPNs VPS WAF WAN WCAG WEP WIFI WMS WPA WS
    WWW XDR XML XSS XXE YAML ZIP ZTNA PST EST CST MST EDT PDT SA AG PLC NV BV SE OY AB AS APS KG SRL SARL GMBH CO LP CSO PCIDSS SOCs NGO
    PHP ASP NET JPG GIF MP SVG MS DVC RFCs SKU FAX TEL ATTN RE CC BCC FYI EOD TBA ETC NB PS QR NFC TUV ANSSI ENISA EDPB CNIL SPDI HDS IRAP
    TBD TBC TODO FIXME BDSG DSGVO AGPL GPL LGPL BSD MPL";

static ACRONYM: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b[A-Z]{2,6}s?\b"));

pub(super) fn find(knowledge: &Knowledge) -> Vec<Diagnostic> {
    let mut used: BTreeMap<&str, Vec<(usize, Range<usize>)>> = BTreeMap::new();
    for (at, document) in knowledge.documents.iter().enumerate() {
        for found in ACRONYM.find_iter(&document.text).filter(|found| is_word(&document.text, found.range()))
        {
            let acronym = found.as_str().trim_end_matches('s');
            used.entry(acronym).or_default().push((at, found.start()..found.start() + acronym.len()));
        }
    }
    let known: BTreeSet<&str> = KNOWN.split_whitespace().collect();
    used.retain(|acronym, _| !known.contains(acronym) && !acronym.chars().all(|c| "IVX".contains(c)));
    let said = Said::of(knowledge.documents);
    used.retain(|acronym, _| !said.spells(acronym));
    used.into_iter().map(|(acronym, places)| unspelt(knowledge, acronym, &places)).collect()
}

/// Not a part of a code, a path, an address, or a line that is all in capitals.
fn is_word(text: &str, at: Range<usize>) -> bool {
    let joined = |c: char| {
        c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '.' | '@' | '#' | '+' | '`' | '=' | '<')
    };
    let (before, behind) = (&text[..at.start], &text[at.end..]);
    let next = behind.chars().next();
    let ends_sentence = next == Some('.') && !behind[1..].starts_with(char::is_alphanumeric);
    if before.ends_with(joined) || next.is_some_and(|c| joined(c) && c != '/' && !ends_sentence) {
        return false;
    }
    // "SP 800-30": a part of a standard's number.
    if behind.starts_with(' ') && behind[1..].starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let line = &text[line(text, at.start)];
    let rest = line.replacen(&text[at], "", 1);
    rest.chars().filter(|c| c.is_lowercase()).count() >= 3
}

fn unspelt(knowledge: &Knowledge, acronym: &str, places: &[(usize, Range<usize>)]) -> Diagnostic {
    let (document, range) = &places[0];
    let document = &knowledge.documents[*document];
    let message = format!("“{acronym}” is spelt out nowhere ({})", counted(places.len(), "place"));
    let help = format!("spell it out where it comes first: “… ({acronym})”");
    Diagnostic::new(Code::Acronym, message, Spot::at(document, range.clone(), "here first"), help)
}

/// What the documents say, as far as acronyms are spelt by it.
struct Said {
    /// Words in a row, as their first letters.
    initials: Vec<String>,
    /// Words that are also written small: a word in capitals for emphasis.
    small: BTreeSet<String>,
    /// Acronyms that stand before or behind a bracket, as `ABC (…)` or `… (ABC)`, and those with a row of a glossary.
    explained: BTreeSet<String>,
}

const LINKING: &[&str] =
    &["of", "and", "the", "for", "to", "in", "on", "a", "an", "or", "by", "with", "der", "de", "la"];

impl Said {
    fn of(documents: &[Document]) -> Self {
        let mut said = Self { initials: Vec::new(), small: BTreeSet::new(), explained: BTreeSet::new() };
        for document in documents {
            said.read(&document.text);
        }
        said
    }

    fn read(&mut self, text: &str) {
        static BRACKETED: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"[a-z]{2,}[*_”\x22]{0,3} \([“\x22*_]{0,3}([A-Z]{2,6})s?[”\x22*_]{0,3}[),;]|\b([A-Z]{2,6})s? \([A-Z]?[a-z]{2,}[^)]{2,}\)|(?m:^[\s|*_-]*([A-Z]{2,6})[*_]*\s*(?:[|:–—]|stands for|\t)[\s*_]*[A-Z]?[a-z]{2,})",
            )
        });
        for found in BRACKETED.captures_iter(text) {
            self.explained.extend(found.iter().skip(1).flatten().map(|one| one.as_str().to_owned()));
        }
        for word in text.split(|c: char| !c.is_alphabetic()) {
            if word.len() <= 6 && word.chars().skip(1).all(char::is_lowercase) && word.len() > 1 {
                self.small.insert(word.to_lowercase());
            }
        }
        for sentence in text.split(['.', '\n', ';']) {
            let words = word_list(sentence);
            let first = |word: &String| word.chars().next();
            self.initials.push(words.iter().filter_map(first).collect());
            let without = words.iter().filter(|word| !LINKING.contains(&word.as_str()));
            self.initials.push(without.filter_map(first).collect());
        }
    }

    fn spells(&self, acronym: &str) -> bool {
        let small = acronym.to_lowercase();
        self.explained.contains(acronym)
            || self.small.contains(&small)
            || small.len() > 2 && self.initials.iter().any(|initials| initials.contains(&small))
    }
}
