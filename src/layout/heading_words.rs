//! Words of headings, by what the column under them is for; folded, language after language.
//! Words of the trade only; never a customer's or a template's.

pub const RESERVED: &str = "internes|interna|internas|notes internes|evaluacion|revisado por|revise par|relu par|gepruft von|reviewed by|procurement use|procurement team|official use|use only|panel score|panel comments|moderated score|consensus score|verified by|verification|checked by|\
client comments|our comments|our assessment|our evaluation|validated by|review status|review comments|review result|decision|conclusion|points awarded|\
marks awarded|score awarded|weighted score|maximum score|max score|maximum points|max points|vom einkauf|einkauf|prufergebnis|prufervermerk|freigabe|\
maximalpunkte|erreichte punkte|wertung|nicht ausfullen|note attribuee|note obtenue|note max|evaluation interne|ne pas remplir|valoracion|\
valoracion interna|puntuacion obtenida|puntuacion maxima|verificacion|uso exclusivo|no rellenar|審査結果|審査コメント|\
preferred answer|preferred response|desired answer|target answer|correct|risk if no|esimerkki|priklad|eksempel|\
analyst|analysts|assessor|assessors|auditor|auditors|reviewer|reviewers|evaluator|evaluators|evaluation|internal|office use|\
internal use|do not fill|do not edit|do not complete|do not use|leave blank|customer use|buyer|buyers|purchaser|client use|correct answer|expected answer|\
expected response|expected result|model answer|ideal answer|example|examples|example answer|sample|sample answer|answer type|response type|question type|\
field type|data type|validation|weight|weights|weighting|gap|gaps|risk rating|inherent risk|residual risk|follow-up required|approved|approver|for review|\
nur intern|intern|interne prufung|prufer|prufvermerk|gewichtung|gewicht|beispiel|beispielantwort|bewertung|antworttyp|bewertung durch|\
evaluateur|auditeur|reserve|usage interne|interne|exemple|exemple de reponse|ponderation|poids|type de reponse|reponse attendue|bonne reponse|\
evaluador|revisor|uso interno|interno|ejemplo|ejemplo de respuesta|ponderacion|peso|tipo de respuesta|respuesta esperada|respuesta correcta|\
valutatore|esempio|peso|avaliador|exemplo|beoordelaar|beoordeling|voorbeeld|wegingsfactor|bedomning|\
評価者|評価|審査|審査欄|採点|配点|記入例|回答例|例|重み|社内|社内使用|確認者|当社記入欄|弊社記入欄|评审|评分|示例|权重|평가";
pub const GUIDANCE: &str = "acceptance criteria|acceptance criterion|abnahmekriterien|criteres d'acceptation|criterios de aceptacion|explanation of question|what we look for|what to look for|reason for question|rationale for question|intent|background|erlauterung zur frage|\
ausfullhilfe|attendus|explication de la question|evidence examples|examples of evidence|suggested evidence|typical evidence|sample evidence|\
what good looks like|good practice|guidance|guideline|guidelines|help|help text|hint|hints|instruction|instructions|how to answer|tips|explanatory note|explanatory notes|\
prompt|testing procedure|testing procedures|test procedure|procedure|more info|more information|training|link|links|url|references|answer options|response options|\
possible answers|allowed values|options|expected evidence|evidence required|required evidence|evidence requested|objective|control objective|why it matters|why we ask|purpose|interpretation|discussion|\
hilfe|hinweis|hinweise|ausfullhinweis|ausfullhinweise|anleitung|hintergrund|antwortmoglichkeiten|erwartete nachweise|aide|consigne|consignes|guide|indication|indications|preuves attendues|\
ayuda|orientacion|orientaciones|instrucciones|guia|opciones|evidencia esperada|guida|istruzioni|orientacao|toelichting bij vraag|uitleg|hulptekst|\
ガイダンス|ガイド|説明|解説|補足説明|記入要領|記入方法|選択肢|填写说明|说明|指南|안내";
pub const ID_LAST: &str =
    "id|ids|no|nr|number|num|ref|reference number|code|guid|uid|key|nummer|numero|index|番号|编号|번호|#";
pub const ID: &str = "id|ids|no|no.|nr|nr.|#|№|n°|nº|n|q|q#|q.|q no|number|num|ref|ref.|reference|index|item|item no|item number|code|guid|uid|sl|sl no|s no|s.no|sr no|s/n|seq|\
control id|control no|question id|question no|question number|req id|requirement id|line|lfd. nr|lfd nr|lfd. nr.|ziffer|kennung|nummer|pos|pos.|position|frage nr|\
numero|num.|ref. |reference no|rep|repere|code|identifiant|referencia|codigo|rif|rif.|codice|volgnummer|lp|lp.|項番|番号|no．|№．|通番|連番|管理番号|項目番号|設問番号|编号|序号|번호";
pub const PARENT: &str = "parent|parent id|parent question|sub-question of|sub question of|subquestion of|sub-question of number|depends on|follow-up to|follow up to|\
abhangig von|depend de|depende de|親番号|親項番";
pub const QUESTION: &str = "requerimiento|requerimientos|demande|demandes|aspect|information sought|information required|details required|expectation|expectations|undertaking|undertakings|obligation|obligations|commitment|\
principle|prufaspekt|prufgegenstand|vorgabe|vorgaben|kontrollpunkt|kontrollziel|aspekt|fragetext|points a verifier|intitule|libelle|besoin|besoins|\
aspecto|punto de control|cuestiones|obligacion|点検内容|管理項目|対策項目|質問文|設問文|チェックポイント|\
kysymys|vaatimus|spørgsmal|spørsmal|sporsmal|otazka|pozadavek|kerdes|kovetelmeny|soru|gereksinim|intrebare|cerinta|вопрос|требование|pitanje|zahtev|ερωτηση|\
indicator|indicators|kpi|kpis|metric|metrics|indikator|indikatoren|kennzahl|kennzahlen|indicateur|indicateurs|indicador|indicadores|\
feature|features|capability|capabilities|functionality|particulars|question|questions|question text|questionnaire|requirement|requirements|control|controls|control question|control description|\
control statement|control requirement|criteria|criterion|checklist item|check|checks|check item|statement|query|inquiry|specification|what we ask|ask|topic / question|information requested|\
request|requested information|practice|safeguard|safeguards|measure|measures|standard|assessment question|assessment item|security control|security measure|item description|description of requirement|\
frage|fragen|fragestellung|anforderung|anforderungen|kriterium|kriterien|prufpunkt|prufpunkte|prufkriterium|massnahme|maßnahme|maßnahmen|massnahmen|kontrolle|kontrollen|sachverhalt|leistungsmerkmal|\
question posee|exigence|exigences|critere|criteres|controle|controles|mesure|mesures|enonce|point de controle|\
pregunta|preguntas|requisito|requisitos|criterio|criterios|control|controles|cuestion|medida|medidas|enunciado|\
domanda|domande|requisiti|criteri|controllo|quesito|pergunta|perguntas|questao|vraag|vragen|eis|eisen|vereiste|maatregel|fraga|fragor|krav|pytanie|pytania|wymaganie|\
質問|設問|質問内容|質問事項|要件|要求事項|確認事項|確認項目|チェック項目|点検項目|評価項目|項目|内容|管理策|対策|问题|要求|检查项|질문|항목|요구사항";
pub const ANSWER: &str = "declaration|attestation|self declaration|self-declared|vendor to complete|supplier to complete|bidder to complete|meets requirement|meets requirements|\
does it comply|level of compliance|extent of compliance|degree of compliance|acceptance|acknowledged|control status|current practice|current situation|\
current implementation|existing controls|existing measures|proposed solution|tender response|zusage|bestatigung|erfullungsstatus|ist-zustand|ist-stand|\
umsetzungsgrad|umsetzungsstand|selbstbewertung|einschatzung|erklarung des bieters|zusicherung|ja/nein|niveau de conformite|degre de conformite|\
niveau de mise en œuvre|situation actuelle|engagement|reponse apportee|oui/non|declaracion|grado de cumplimiento|nivel de cumplimiento|situacion actual|\
si/no|implantado|implantacion|grado di conformita|reactie|atende|対応内容|実施内容|自己評価|自己点検|点検結果|貴社記入欄|ベンダー記入欄|対応有無|適合可否|遵守|対応|実施|\
fulfilment|fulfillment|degree of fulfilment|vastaus|odpoved|valasz|cevap|yanıt|yanit|raspuns|ответ|odgovor|απαντηση|\
answer|answers|response|responses|reply|replies|vendor response|supplier response|your answer|your response|compliance|compliant|\
compliance status|complies|comply|conformity|conformance|status|met|fulfilled|in place|implemented|implementation status|yes/no|y/n|result|results|self assessment|self-assessment|selection|\
value|values|figure|figures|wert|werte|valeur|valeurs|valor|valores|valore|waarde|\
feedback|input|current state|current status|outcome|supported|confirmed|confirmation|verdict|available|offered|applicable|statement of compliance|support level|fit|\
antwort|antworten|beantwortung|erfullt|erfullungsgrad|erfullung|umgesetzt|umsetzungsstatus|umsetzung|ruckmeldung|selbsteinschatzung|selbstauskunft|angabe|angaben|konform|konformitat|ergebnis|stellungnahme|ihre antwort|auswahl|\
reponse|reponses|votre reponse|conformite|statut|etat|resultat|mis en œuvre|mis en oeuvre|applique|auto-evaluation|\
respuesta|respuestas|su respuesta|cumple|cumplimiento|estado|conformidad|resultado|autoevaluacion|contestacion|\
risposta|risposte|conformita|stato|esito|resposta|respostas|conformidade|situacao|antwoord|antwoorden|voldoet|naleving|svar|uppfylls|odpowiedz|odpowiedzi|spelnione|ответ|\
回答|ご回答|回答欄|貴社回答|御社回答|答え|実施状況|対応状況|対応可否|遵守状況|適合|適合状況|状況|結果|実施有無|有無|可否|チェック|答复|回复|是否符合|符合情况|답변|응답|준수여부|이행여부";
pub const COMMENT: &str = "reasoning|reason|reasons|elaborate|please elaborate|supporting text|supporting statement|how implemented|how is this met|how do you comply|\
how addressed|how met|means of compliance|compliance statement|approach|qualification|qualifications|caveats|further explanation|further details|\
extra information|other information|clarifications|supplementary information|if yes|if no|if not|if other|if partial|if partially|please specify|\
please detail|justify|substantiation|commentary|free-text|freetext|response text|written response|naheres|nahere angaben|nahere erlauterung|ausfuhrung|\
ausfuhrungen|zusatzinformationen|zusatzliche informationen|erganzende angaben|wie umgesetzt|sonstiges|hinweise des bieters|complements|\
informations complementaires|modalites|modalites de mise en œuvre|motif|si non|si oui|aclaracion|explicaciones|motivo|informacion adicional|\
como se cumple|medidas adoptadas|razon|自由記述|記述欄|対応方法|実施方法|詳細内容|補足情報|根拠|\
lisatiedot|kommentti|huomautukset|komentar|poznamka|megjegyzes|aciklama|açıklama|observatii|комментарий|примечание|napomena|bemærkninger|bemaerkninger|merknader|σχολια|\
changes|anderungen|changements|cambios|deviation|deviations|exception|exceptions|limitations|assumptions|mitigation|mitigations|mitigating controls|corrective action|corrective actions|remediation|remediation plan|action plan|\
abweichung|abweichungen|ecart|ecarts|reserves|desviacion|desviaciones|excepciones|\
rationale|comment|comments|remark|remarks|explanation|explanations|explain|details|detail|note|notes|interview notes|justification|additional information|\
additional comments|additional details|supporting information|description of implementation|implementation description|implementation details|how|elaboration|clarification|narrative|\
further information|vendor comments|supplier comments|rationale for answer|if no explain|if no, explain|please explain|compensating controls|free text|observations|response details|\
bemerkung|bemerkungen|kommentar|kommentare|erlauterung|erlauterungen|anmerkung|anmerkungen|begrundung|details|beschreibung der umsetzung|erganzung|erganzungen|freitext|\
commentaire|commentaires|remarque|remarques|precision|precisions|explication|explications|justification|complement|observation|observations|detail|\
comentario|comentarios|observacion|observaciones|explicacion|detalle|detalles|justificacion|aclaraciones|notas|\
commento|commenti|note|spiegazione|osservazioni|comentario|comentarios|observacoes|opmerking|opmerkingen|toelichting|onderbouwing|kommentarer|motivering|uwagi|komentarz|комментарий|\
備考|コメント|補足|詳細|補足事項|具体的内容|具体的な内容|特記事項|理由|备注|说明备注|备注说明|비고|의견|설명";
pub const OWNER: &str = "kontakt|contacto|persona de contacto|personne a contacter|kontaktperson|accountable|accountable person|lead|person in charge|in charge|assigned|point of contact|subject matter expert|sme|filled in by|zustandige person|\
federfuhrung|bearbeitet von|ausgefullt von|porteur|pilote|en charge|charge de|interlocuteur|redacteur|encargado|a cargo de|persona responsable|\
interlocutor|主管|所管|回答担当|\
initials|sign-off|signed off by|owner|owners|responsible|responsible person|responsible party|answered by|completed by|assigned to|assignee|contact|contact person|respondent|team|department|action owner|control owner|\
verantwortlich|verantwortlicher|zustandig|ansprechpartner|bearbeiter|beantwortet von|responsable|repondant|contact|proprietaire|responsabile|responsavel|verantwoordelijke|eigenaar|ansvarig|\
担当|担当者|担当部署|責任者|回答者|负责人|담당자";
pub const SCORE: &str = "score|scores|points|rating|maturity|maturity level|maturity score|level of maturity|self score|grade|mark|marks|0-4|0-5|1-5|0-3|percentage|\
punkte|punktzahl|reifegrad|note (1-5)|score|points|maturite|niveau de maturite|notation|puntuacion|puntos|madurez|nivel de madurez|calificacion|punteggio|maturita|pontuacao|maturidade|volwassenheid|\
スコア|点数|得点|成熟度|評点|分数|점수";
pub const EVIDENCE: &str = "referencia documental|reference documentaire|policy name|policy section|policy or procedure|policy/procedure|procedure name|section reference|document section|anexos|annexes|documentos|doc ref|doc. ref|document ref|policy ref|attachment ref|file ref|file reference|document id|annex|annex ref|appendix|exhibit|enclosure|supporting file|\
upload|uploaded file|proof of compliance|dokumente|unterlagen|document justificatif|documento adjunto|documento acreditativo|\
page no|page number|page nos|page ref|seite|seitenangabe|numero de page|numero de pagina|reference to|page reference|page references|dokumentation|referenz|fundstelle|fundstellen|seitenzahl|todiste|liite|dokaz|priloha|bilag|\
evidence|attachment|attachments|attachment no|document reference|supporting document|supporting documents|supporting documentation|documentation|proof|artifact|artifacts|artefact|source|\
source code reference|document name|policy reference|reference document|file name|supporting evidence|\
nachweis|nachweise|beleg|belege|anlage|anlagen|dokument|dokumente|verweis|preuve|preuves|piece jointe|piece justificative|pieces justificatives|pieces jointes|justificatif|justificatifs|annexe|document|documents|\
evidencia|evidencias|adjunto|adjuntos|documento|documentos|prueba|evidenza|allegato|allegati|evidencia|anexo|bewijs|bijlage|bilaga|dowod|\
証跡|証拠|エビデンス|根拠資料|資料|添付|添付資料|証憑|参照文書|证据|附件|증빙|증적";
pub const DATE: &str = "target|geplant fur|next review|next review date|review date|date implemented|due by|due|by when|timeline|timeframe|expected by|planned for|eta|implementation by|valid until|last reviewed|last review date|last tested|bis wann|\
falligkeit|zeitplan|zeitpunkt|umsetzung bis|geplant bis|gultig bis|pour quand|quand|delai|date butoir|時期|予定日|完了予定日|実施時期|\
date|due date|target date|completion date|implementation date|date completed|deadline|remediation date|expiry date|when|datum|zieldatum|termin|frist|umsetzungstermin|\
echeance|date cible|date d'echeance|fecha|fecha objetivo|fecha limite|plazo|data|scadenza|prazo|streefdatum|日付|期限|実施日|対応予定日|完了予定|日期|날짜";
pub const SECTION: &str = "section|category|categories|domain|domains|area|main area|sub area|topic|topics|theme|chapter|group|family|control family|subject|function|subcategory|sub-category|stream|heading|scope|pillar|\
abschnitt|kategorie|bereich|themenbereich|thema|themengebiet|kapitel|gruppe|rubrique|domaine|categorie|theme|chapitre|volet|seccion|categoria|dominio|tema|ambito|capitulo|sezione|argomento|secao|assunto|\
categorie|onderwerp|hoofdstuk|omrade|kategori|obszar|分類|大分類|中分類|小分類|区分|カテゴリ|カテゴリー|分野|領域|セクション|类别|分类|领域|구분|분류";
pub const OTHER: &str = "description|level|severity|priority|criticality|risk|impact|likelihood|version|author|name|term|definition|meaning|symbol|unit|price|quantity|qty|amount|cost|currency|iso|iso 27001|nist|cwe|cis|pci|\
gdpr|mandatory|must|m/o|m/d|applicability|frequency|phase|type|tags|tool|tool used|secure|scale|beschreibung|bezeichnung|prioritat|risiko|stufe|preis|menge|einheit|begriff|bedeutung|abkurzung|pflicht|norm|\
priorite|risque|niveau|prix|quantite|terme|signification|description|obligatoire|norme|prioridad|riesgo|nivel|precio|cantidad|termino|definicion|significado|descripcion|obligatorio|norma|descrizione|\
重要度|優先度|リスク|レベル|用語|定義|意味|単価|数量|金額|必須|規格|优先级|术语|定义";
/// Last parts of compound words, by what they promise.
pub const COMPOUNDS: [(super::headings::Meaning, &str); 7] = {
    use super::headings::Meaning;
    [
        (
            Meaning::Question,
            "frage|fragen|anforderung|anforderungen|kriterium|kriterien|massnahme|massnahmen|maßnahme|maßnahmen|vraag|vragen|fraga|fragor|sporsmal",
        ),
        (Meaning::Answer, "antwort|antworten|status|stand|ergebnis|antwoord|antwoorden|svar"),
        (
            Meaning::Comment,
            "bemerkung|bemerkungen|kommentar|kommentare|erlauterung|erlauterungen|begrundung|anmerkung|anmerkungen|toelichting|opmerking|opmerkingen",
        ),
        (
            Meaning::Evidence,
            "verweis|nachweis|nachweise|dokumentation|beleg|belege|bewijs|dokument|dokumente|unterlage|unterlagen|anlage|anlagen",
        ),
        (Meaning::Id, "nummer|kennung"),
        (Meaning::Date, "datum|termin"),
        (Meaning::Section, "bereich|gebiet|kapitel"),
    ]
};
pub const SUPPLIER: &str = "you|ihre|ihr|ihrer|bei ihnen|votre|vos|chez vous|vostra|vostro|vostre|vostri|vuestra|vuestro|seu|sua|seus|suas|\
concorrente|offerente|operatore|proponente|contratada|empresa|azienda|societe|entreprise|unternehmen|anbieterin|dienstleisterin|auftragnehmerin|dienstverlener|opdrachtnemer|応札者|受注者|事業者|入札者|supplier|supplier's|vendor|vendor's|provider|provider's|bidder|bidder's|tenderer|tenderer's|respondent|contractor|your|service provider|csp|to be completed by|to be filled in by|\
lieferant|lieferanten|anbieter|anbieters|bieter|auftragnehmer|dienstleister|vom lieferanten|fournisseur|prestataire|soumissionnaire|candidat|titulaire|proveedor|licitador|oferente|contratista|fornitore|fornecedor|leverancier|inschrijver|\
leverantor|dostawca|ベンダー|委託先|供給者|貴社|御社|回答者|受託者|サプライヤー|供应商|공급사";
pub const CUSTOMER: &str = "our|unser|unsere|unserer|notre|nos|nuestro|nuestra|nostro|nostra|nosso|nossa|onze|bank|banque|banca|banco|sparkasse|council|university|universitat|universite|\
universidad|hospital|ministry|ministerium|ministere|ministerio|behorde|panel|committee|gremium|kommission|comite|commission|commissione|comision|comitato|jury|jurado|etablissement|vergabestelle|\
evaluation team|procurement|purchasing|einkauf|achats|compras|acquisti|inkoop|当行|当庁|当機構|調達|customer|client|buyer|purchaser|contracting authority|our use|by us|auftraggeber|kunde|besteller|acheteur|donneur d'ordre|pouvoir adjudicateur|cliente|comprador|committente|opdrachtgever|bestallare|\
委託元|当社|発注者|弊社|发包方|买方|발주처";
/// How words of a heading begin that is known by no word of its own. General words of the languages, not of templates.
pub const STEMS: [(super::headings::Meaning, &str); 6] = {
    use super::headings::Meaning;
    [
        (
            Meaning::Evidence,
            "attach|upload|proof|beleg|beilage|beigefug|unterlag|datei|fichier|piece|justificat|adjunt|archivo|fichero|respald|allegat|\
comprova|ficheiro|anex|bijlag|bestandsnaam|bewijs|artefact|artifact|exhibit|document|dokument|file|link",
        ),
        (
            Meaning::Comment,
            "explan|elaborat|remark|clarif|narrativ|reason|justif|motiv|erlauter|erganz|begrund|naher|vorbehalt|precis|complement|aclara|amplia|\
chiariment|precisazion|toelicht|kanttek|ressalv|salvedad|caveat|observ|dettagl|detall|detalh|further|additional|weitere|補足|詳細|特記|留保",
        ),
        (
            Meaning::Owner,
            "person|auskunft|referent|verantwort|ansprech|interlocut|encargad|responsab|contact|kontakt|accountab|担当|窓口|責任",
        ),
        (Meaning::Date, "since|seit|depuis|desde|vanaf|時期|日付|期日"),
        (
            Meaning::Answer,
            "situation|situac|situaz|situac|einschatz|auswahl|choix|elecc|scelt|keuze|stance|declar|erklar|dichiaraz|verklar|状況|選択|申告",
        ),
        (Meaning::Reserved, "verdict|urteil|giudiz|dictam|apprecia|moderat|adjudicat|residu|restrisik|所見"),
    ]
};
/// What a heading asks for that begins by asking: who, when, where, why.
pub const INTERROGATIVES: [(super::headings::Meaning, &str); 4] = {
    use super::headings::Meaning;
    [
        (Meaning::Owner, "who|whom|wer|wen|qui|quien|quienes|chi|quem|kto|誰"),
        (Meaning::Date, "when|wann|quand|cuando|quando|wanneer|kiedy|いつ"),
        (Meaning::Evidence, "where|wo|ou|donde|dove|onde|waar|gdzie|どこ"),
        (Meaning::Comment, "why|warum|weshalb|pourquoi|por que|perche|waarom|dlaczego|なぜ"),
    ]
};
