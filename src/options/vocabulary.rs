//! The words of closed answers, language by language, folded as `words::bare` folds: no accents, lower case. Words of
//! the trade and of the languages only; never a customer's, a template's or a list's.

/// Yes, in full.
pub const YES: &str = "yes|y|true|ja|oui|si|sim|tak|da|ano|igen|evet|kylla|да|ναι|はい|有|是|예|네|○|◯|\
ok|pass|passed|agree|agreed|accepted|affirmative|complies|conforms|zutreffend|trifft zu|stimmt|reussi|succes|vrai|\
verdadero|verdadeiro|vero|waar|prawda|cumple|cumprido|atende|voldoet|uppfylls|準拠している|対応可|可";

/// No, in full.
pub const NO: &str = "no|n|false|nein|non|nao|nie|nee|nej|ne|ei|nem|hayır|hayir|nu|οχι|нет|いいえ|無|否|不可|아니오|아니요|×|✕|\
fail|failed|unmet|disagree|invalid|none|not at all|negative|noncompliant|does not comply|does not conform|\
trifft nicht zu|stimmt nicht|echec|faux|falso|onwaar|falsz|no cumple|incumplido|nao atende|non rispetta|voldoet niet|aucun|\
ninguno|nessuno|keine|geen|brak|不適合|未実施|未対応|非準拠|不符合";

/// In part.
pub const PARTIAL: &str = "trifft teilweise zu|partial|partially|partly|in part|teilweise|zum teil|teils|in teilen|partiel|partielle|partiellement|en partie|\
parcial|parcialmente|en parte|em parte|parziale|parzialmente|in parte|gedeeltelijk|deels|ten dele|delvis|czesciowo|\
一部|部分|部分的|部分的に|△|일부|부분|yes and no|ja und nein|jein|pc|not fully|not entirely|nicht vollstandig|pas entierement|\
no totalmente|non completamente|niet volledig";

/// Read as a yes, a no or a partial, yet each says something besides: of time, of quality, of how it is done. `layout`
/// reads them; none is chosen unless the list leaves nothing nearer.
pub const YES_BESIDES: &str = "valid|fully|full|available|standard|achieved|completed|complete|done|c|fc|erledigt|fait|realise|hecho|listo|\
vollstandig|totalement|oo";
pub const NO_BESIDES: &str = "non-valid|not valid|not available|not started|open|nc|未着手";
pub const PARTIAL_BESIDES: &str = "p|in progress|planned|in arbeit|in umsetzung|geplant|en cours|prevu|en curso|en proceso|planificado|previsto|\
in corso|pianificato|em andamento|planejado|planeado|in uitvoering|gepland|w trakcie|planowane|pagaende|planerat|\
対応中|実施中|対応予定|実施予定|検討中|alternative implementation|compensating control|with exceptions|mit ausnahmen|\
avec exceptions|con excepciones|customisation|customization|roadmap|configurable";

/// Not applicable.
pub const NOT_APPLICABLE: &str = "n/a|na|n.a.|n.a|n. a|n. a.|n/ap|-na-|not applicable|not relevant|does not apply|out of scope|\
nicht zutreffend|nicht anwendbar|nicht relevant|entfallt|entf.|sans objet|s.o.|s/o|non applicable|\
non concerne|hors perimetre|no aplica|no aplicable|no procede|no corresponde|n/d|non applicabile|nao aplicavel|nao se aplica|\
nvt|n.v.t.|niet van toepassing|ej tillampligt|ej aktuellt|nie dotyczy|該当なし|非該当|対象外|適用外|不适用|不適用|해당 없음|해당없음";

/// Nothing to say, which is read as not applicable but is not quite that.
pub const NOTHING: &str = "k.a.|keine angabe|so|なし";

/// Says that something is so; alone it says yes, and a degree may stand before or behind it.
pub const STATES: &str = "compliant|implemented|in place|met|supported|satisfied|conform|conforming|conformant|erfullt|vorhanden|umgesetzt|konform|\
implementiert|eingehalten|conforme|conformes|satisfait|satisfaite|respecte|respectee|en place|mis en œuvre|mise en œuvre|\
mis en oeuvre|mise en oeuvre|implemente|implementee|cumplido|cumplida|implementado|implementada|implantado|implantada|\
atendido|atendida|cumprida|em conformidade|implementato|implementata|soddisfatto|soddisfatta|attuato|attuata|geimplementeerd|\
aanwezig|wdrozone|wdrożone|wdrozony|spełnione|spełniony|zgodne|zgodny|uppfyllt|infort|implementerat|対応|実施|準拠|適合|実装|\
対応済|対応済み|実施済|実施済み|実装済み|符合|满足|已实施|준수|이행";

/// Says that something is so only behind a degree: alone these are headings, not answers.
pub const BASES: &str = "compliance|implementation|conformity|coverage|fulfilled|covered|addressed|deployed|adopted|enforced|achieved|complete|\
completed|valid|available|umsetzung|erfullung|konformitat|abgedeckt|conformite|couverture|cumplimiento|conformidad|conformita|\
cumple|trifft zu|zutreffend|atende|voldoet";

/// All of it.
pub const FULLY: &str = "fully|full|completely|entirely|totally|wholly|in full|vollstandig|vollstandige|voll|ganz|komplett|vollumfanglich|\
totalement|entierement|pleinement|completement|totalmente|completamente|plenamente|por completo|interamente|pienamente|\
volledig|geheel|w pełni|całkowicie|helt|fullt|全て|すべて|完全に|全面的に|完全|全部|已全部|완전히|모두";
/// Some of it.
pub const PARTLY: &str = "partially|partly|partial|in part|teilweise|zum teil|teils|partielle|partiellement|partiel|en partie|parcialmente|parcial|\
en parte|em parte|parzialmente|parziale|in parte|gedeeltelijk|deels|czesciowo|delvis|一部|部分的に|部分|일부|부분|not fully|\
nicht vollstandig|pas entierement|no totalmente|niet volledig";
/// Most of it, which is neither all nor some.
pub const MOSTLY: &str = "largely|mostly|mainly|substantially|broadly|weitgehend|uberwiegend|großtenteils|largement|en grande partie|\
mayormente|en gran parte|amplamente|in gran parte|ampiamente|grotendeels|w dużej mierze|till stor del|概ね|ほぼ|大部分|大部分は";
/// None of it.
pub const NOT: &str = "not|non|no|nicht|keine|pas|ne pas|aucune|ninguna|sin|nao|nessuna|niet|geen|nie|inte|ej|未|非|不|미|not yet";

/// Counts the things for which it is so. Folded words.
pub const COUNTS: &str = "%|some|most|all|half|majority|many|few|several|every|each|entire|any|alle|allen|einige|einigen|\
meisten|mehrheit|halfte|manche|tous|toutes|certains|certaines|plupart|moitie|todos|todas|algunos|\
algunas|mayoria|mitad|alguns|algumas|maioria|metade|tutti|tutte|alcuni|alcune|maggior|meta|sommige|\
meeste|helft|wszystkie|niektore|wiekszosc|alla|vissa|flesta";
/// The same in scripts without spaces.
pub const COUNTS_DENSE: &str = "すべて|全て|大部分|半分|半数|一部の|多く|全部|大多数";

/// Asks the vendor for more; says nothing itself.
pub const REQUESTS: &str = "please|explain|describe|specify|details|detail|comment|comments|evidence|bitte|erlautern|\
beschreiben|angeben|kommentar|veuillez|preciser|precisez|expliquer|expliquez|commentaire|indique|\
explique|especifique|detalle|comentario|descreva|especificar|spiegare|specificare|toelichten|\
toelichting|opisz|beskriv";
/// The same in scripts without spaces.
pub const REQUESTS_DENSE: &str = "記入|説明|記載|ください|请说明|설명";

/// Takes something out.
pub const EXCEPTS: &str = "except|exception|exceptions|limited|limitations|ausnahme|ausnahmen|eingeschrankt|sauf|reserve|\
reserves|salvo|excepto|excepcion|excepciones|excecoes|eccezioni|uitzonderingen|wyjatkami|undantag|例外";

/// Initials that say yes only beside their language's N: S/N, J/N, O/N, T/N.
pub const YES_INITIALS: &[&str] = &["s", "j", "o", "t"];

/// Words before a step's number.
pub const LEVELS: &[&str] = &[
    "level", "stage", "tier", "score", "grade", "stufe", "reifegrad", "niveau", "degre", "nivel", "grado",
    "livello", "poziom", "niva", "レベル", "段階",
];
