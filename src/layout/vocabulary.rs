//! The words that questionnaires use, language by language, folded as `words::fold` folds: no accents, lower case.
//! Words of the trade and of the languages only; never a customer's, a template's or a file's.

use std::sync::LazyLock;

use super::phrases::Phrases;

macro_rules! phrases {
    ($($(#[$doc:meta])* $name:ident = $list:expr;)*) => {
        $($(#[$doc])* pub static $name: LazyLock<Phrases> = LazyLock::new(|| Phrases::new($list));)*
    };
}

phrases! {
    /// First words of questions and requests.
    OPENERS = "do|does|did|is|are|was|were|has|have|had|can|could|will|would|shall|should|may|must|\
what|which|who|whom|whose|when|where|why|how|if|in what|to what extent|at what|for how|in which|by whom|\
describe|provide|list|state|explain|specify|confirm|indicate|detail|outline|identify|name|give|attach|please|verify|\
ensure|summarise|summarize|demonstrate|enclose|submit|supply|tell|define|document|select|enter|share|elaborate|comment|\
haben|hat|ist|sind|wird|werden|gibt|existiert|existieren|verfugt|verfugen|verwendet|verwenden|erfolgt|erfolgen|konnen|kann|\
fuhren|fuhrt|setzen|setzt|besteht|bestehen|wurde|wurden|findet|finden|liegt|liegen|bieten|bietet|nutzen|nutzt|\
was|wer|wie|wann|wo|warum|welche|welcher|welches|welchen|welchem|wieviel|wie viele|in welcher|falls|sofern|wenn|\
bitte|beschreiben|beschreiben sie|nennen|nennen sie|geben sie|erlautern|erlautern sie|stellen sie|bestatigen|legen sie|\
est-ce|est-ce que|avez-vous|disposez-vous|etes-vous|existe-t-il|y a-t-il|utilisez-vous|pouvez-vous|effectuez-vous|\
quel|quelle|quels|quelles|qui|que|quoi|quand|ou|comment|pourquoi|combien|a quelle|dans quel|si|\
veuillez|merci de|decrivez|decrire|precisez|preciser|indiquez|indiquer|fournissez|fournir|listez|lister|expliquez|joindre|\
tiene|tienen|cuenta|cuentan|dispone|disponen|existe|existen|realiza|realizan|utiliza|utilizan|se ha|se han|son|esta|estan|es|\
que|cual|cuales|quien|quienes|cuando|donde|como|por que|cuanto|cuantos|con que|describa|describir|indique|indicar|detalle|\
proporcione|explique|especifique|adjunte|enumere|liste|confirme|por favor|\
avete|disponete|esiste|esistono|e presente|sono|quale|quali|chi|quando|dove|come|perche|descrivere|descrivete|indicare|fornire|\
possui|voce|existem|qual|quais|quem|quando|onde|descreva|informe|forneca|\
heeft|hebben|hebt|beschikt|beschikken|zijn|worden|welke|wie|wanneer|waar|waarom|hoe|beschrijf|geef|vermeld|gelieve|\
har|ar|finns|vilka|vilken|hur|nar|var|beskriv|ange|czy|jak|jakie|ktore|kto|kiedy|gdzie|prosze|opisz|podaj";
    /// Words of demand in a statement.
    DEMANDS = "shall|must|should|is required to|are required to|muss|mussen|soll|sollen|sollte|doit|doivent|\
debe|deben|deve|devono|devem|moet|moeten|ska|skall|musi|needs to|need to";
    /// Endings of questions and requests in Japanese, Chinese and Korean.
    DENSE_ENDINGS = "か|ますか|ですか|のか|ください|下さい|すること|していること|されていること|こと|記述|記載|吗|呢|请说明|请描述|까|세요|하시오";
    /// What people put into a column to choose it.
    MARKS = "x|✓|✔|✗|✘|☑|☒|☐|●|○|■|□|-|*|v|1|0|yes|no|ja|oui|si|はい|y|n|レ|◎|•|√";
    /// What stands for "nothing here yet", alone.
    PLACEHOLDERS = "select|choose|please select|please choose|pick one|click here|click or tap|not answered|not verified|\
unanswered|not yet answered|not reviewed|not assessed|not started|not tested|not checked|to be completed|to be answered|tbd|tbc|todo|to do|enter|\
type here|insert|your answer|your response|please fill|fill in|please specify|please enter|pending|no answer|no response|unknown yet|open|\
bitte wahlen|bitte auswahlen|auswahlen|wahlen|nicht beantwortet|noch offen|offen|unbeantwortet|nicht gepruft|bitte ausfullen|bitte eingeben|ausstehend|\
selectionner|selectionnez|choisir|choisissez|veuillez choisir|veuillez selectionner|non repondu|non verifie|a completer|a renseigner|en attente|\
seleccione|seleccionar|elegir|elija|sin responder|no verificado|no respondido|sin verificar|por completar|pendiente|\
selezionare|scegliere|non verificato|non risposto|selecione|nao respondido|nao verificado|selecteer|kies|niet beantwoord|\
選択してください|選択して下さい|記入してください|記入して下さい|入力してください|ご記入ください|選択|未回答|未確認|未入力|未選択|未検証|未評価|请选择|未回答|선택|미확인";
    /// Placeholders that may go on ("Select an option").
    PROMPTS = "select|please select|please choose|choose|pick one|click here|click or tap|to be completed|to be answered|enter|type here|your answer|your response|please fill|fill in|please specify|please enter|\
bitte wahlen|bitte auswahlen|auswahlen|bitte ausfullen|bitte eingeben|selectionner|selectionnez|choisir|choisissez|veuillez choisir|veuillez selectionner|a completer|a renseigner|\
seleccione|seleccionar|elegir|elija|por completar|selezionare|scegliere|selecione|selecteer|kies|選択してください|選択して下さい|请选择|선택";
    /// Steps of a scale that are no yes and no.
    DEGREES = "voll|nicht|ganz|gar nicht|full|partial|none|comply|do not comply|comply fully|strongly agree|agree|neutral|neither agree nor disagree|disagree|strongly disagree|undecided|never|rarely|seldom|sometimes|occasionally|often|\
usually|mostly|always|very low|low|medium|moderate|high|very high|poor|fair|good|very good|excellent|weak|adequate|strong|unsatisfactory|satisfactory|\
not at all|slightly|somewhat|largely|completely|to some extent|to a large extent|initial|repeatable|defined|managed|optimised|optimized|optimizing|ad hoc|\
standard|option|optional|customisation|customization|third party|roadmap|planned|future|don't know|unknown|\
nie|selten|manchmal|gelegentlich|oft|haufig|meistens|immer|gering|niedrig|mittel|hoch|sehr hoch|schlecht|ausreichend|befriedigend|gut|sehr gut|trifft eher zu|\
trifft eher nicht zu|stimme zu|stimme nicht zu|weder noch|weiß nicht|unbekannt|geplant|\
jamais|rarement|parfois|souvent|toujours|faible|moyen|eleve|mauvais|passable|bon|bien|tres bien|d'accord|pas d'accord|tout a fait d'accord|pas du tout d'accord|neutre|prevu|\
nunca|raramente|a veces|a menudo|siempre|bajo|medio|alto|malo|regular|bueno|muy bueno|de acuerdo|en desacuerdo|muy de acuerdo|muy en desacuerdo|no sabe|previsto|\
そう思う|そう思わない|どちらでもない|どちらともいえない|よく当てはまる|当てはまる|当てはまらない|高|中|低|良い|普通|悪い|不明|予定|検討中|実施予定|一部実施";
    /// Openings of clauses that name a column.
    CLAUSE_OPENERS = "what we|what you|what good|what to|what the vendor|what the supplier|how we|how you|how it|how this|how the|why we|why it|why this|where it|where you|where to|\
was wir|was sie|wie sie|wie wir|wo sie|ce que nous|ce que vous|comment vous|pourquoi nous|lo que|como se|por que lo";
    /// Words of asking somebody.
    PLEAS = "please|kindly|bitte|veuillez|merci de|por favor|per favore|gelieve|prosze|ください|下さい|请";
    /// What speaks of the form itself: how to complete it, not what is asked.
    FORM_ITSELF = "this annex|this annexe|this schedule|this appendix|this template|diese anlage|dieser anhang|cette annexe|este anexo|each question|every question|all questions|the questions|following questions|questions below|this questionnaire|the questionnaire|\
this form|the form|this document|this workbook|this spreadsheet|this sheet|this tab|the tabs|each tab|your answer|your answers|your response|your responses|\
typical answers|the answer column|response column|answers under|the drop-down|drop-down list|dropdown|column a|column b|column c|column d|column e|column f|\
white cells|yellow cells|grey cells|gray cells|shaded cells|highlighted cells|\
jede frage|alle fragen|folgenden fragen|diesen fragebogen|dieser fragebogen|dieses formular|das formular|ihre antwort|ihre antworten|spalte|auswahlliste|gelben felder|\
chaque question|toutes les questions|ce questionnaire|le questionnaire|ce formulaire|le formulaire|votre reponse|vos reponses|la colonne|les colonnes|liste deroulante|sous chaque|\
cada pregunta|todas las preguntas|este cuestionario|el cuestionario|este formulario|su respuesta|sus respuestas|la columna|las columnas|lista desplegable|\
本質問票|本調査票|本シート|記入欄|回答欄|プルダウン|各設問|各質問|下記の質問|以下の質問";
    /// A question taken back.
    DELETED = "deleted|withdrawn|retired|removed|obsolete|geloscht|entfallen|supprime|supprimee|eliminado|eliminada|削除|廃止|not used|reserved";
    /// Rows that add up.
    TOTALS = "total|totals|subtotal|sub-total|sum|grand total|overall score|total score|score total|average|summe|gesamt|gesamtpunktzahl|\
gesamtsumme|zwischensumme|durchschnitt|somme|sous-total|moyenne|total general|suma|promedio|totale|media|soma|totaal|合計|小計|総計|平均|总计|합계";
    /// A key to symbols, or notes under a table.
    LEGENDS = "legend|key|notes|note|footnote|footnotes|abbreviations|glossary|definitions|rating scale|scoring key|scale|symbols|legende|schlussel|\
hinweise|abkurzungen|anmerkungen|erlauterungen|glossar|notes de bas de page|abreviations|glossaire|lexique|leyenda|notas|abreviaturas|glosario|legenda|凡例|注記|注釈|用語|图例";
    /// Legends whose heading goes on.
    LEGEND_OPENERS = "legend|legende|key to|leyenda|legenda|凡例|rating scale|scoring key";
    /// The words that close a form.
    FOOTERS = "end of|thank you|thanks for|*** end|- end|ende des|vielen dank|fin du|merci de votre|fin del|gracias por|以上|ご協力|signature|signed|\
unterschrift|datum, unterschrift|firma|署名|page|seite|version|confidential|vertraulich|confidentiel|confidencial|©|copyright|for office use|for internal use";
    /// Labels before a text that is not a question.
    NOTE_LABELS = "guidance|guidance note|note|notes|nb|n.b.|hint|tip|help|example|examples|explanation|rationale|assertion|instruction|instructions|clarification|\
hinweis|hinweise|beispiel|beispiele|erlauterung|anmerkung|hilfe|remarque|nota|exemple|exemples|aide|indication|consigne|explication|ejemplo|ejemplos|\
orientacion|ayuda|aclaracion|esempio|guida|suggerimento|exemplo|toelichting|voorbeeld|opmerking|注|注意|例|記入例|補足|説明|ヒント|提示|说明";
    /// What marks a row as an example, alone in its cell.
    EXAMPLE_ROWS = "example|ex|ex.|e.g|e.g.|sample|beispiel|bsp|bsp.|exemple|ejemplo|esempio|exemplo|voorbeeld|exempel|例|記入例|回答例|示例|예시|예";
    /// Openings of examples.
    EXAMPLES = "e.g|e.g.|eg|for example|i.e|i.e.|z.b|z.b.|z. b|zum beispiel|par exemple|p. ex|por ejemplo|p. ej|bijv|bijv.";
    /// Openings that make a question hang on the answer before.
    CONDITIONS = "if yes|if no|if so|if not|if any|if applicable|if the answer|if you answered|if answered|if \"yes\"|if “yes”|if ‘yes’|if 'yes'|if you do|if you have|if this|\
if they|if it|if none|if partially|if available|where yes|where so|where applicable|in that case|in this case|otherwise|when yes|\
falls ja|falls nein|falls nicht|wenn ja|wenn nein|wenn nicht|bei ja|bei nein|sofern ja|falls zutreffend|wenn zutreffend|ja:|\
si oui|si non|dans l'affirmative|dans la negative|le cas echeant|si tel est le cas|en caso afirmativo|en caso negativo|en caso de|si es asi|si la respuesta|\
si la reponse|de ser asi|in caso affermativo|in caso contrario|se si|se no|se sim|se nao|em caso afirmativo|zo ja|zo nee|zo niet|indien ja|indien nee|om ja|om nej|jesli tak|jesli nie|\
はいの場合|「はい」の場合|いいえの場合|ある場合|その場合|該当する場合|実施している場合|上記|如果是|如果有|若是|若有|如果否";
    /// Openings of any condition; it hangs on the question before where they share a word.
    CLAUSES = "if|where|when|in case|in the event|for those|falls|wenn|sofern|soweit|si|lorsque|en cas|cuando|en caso|se|quando|indien|als|om";
    /// Words that stand for something said just before.
    BACK = "it|they|them|these|those|its|their|such|sie|deren|dabei|dazu|davon|hierzu|hierfur|diese|dieser|dieses|ceux-ci|celles-ci|celui-ci|celle-ci|ils|elles|leur|leurs|\
estos|estas|ellos|ellas|dichos|dichas|essi|esse|loro|eles|elas|deze|それ|これ|これら|それら";
    /// What comes of something said just before.
    RESULTS = "the result|the results|the outcome|the outcomes|the findings|das ergebnis|die ergebnisse|le resultat|les resultats|el resultado|los resultados|\
l'esito|i risultati|o resultado|os resultados|het resultaat|de resultaten|resultat|結果";
    /// Questions too short to stand alone.
    SHORT = "how often|how many|how long|how|why|when|where|which|which ones|what|who|by whom|since when|please describe|please explain|please specify|please provide details|describe|explain|details|please elaborate|\
wie oft|wie lange|wie haufig|welche|seit wann|von wem|warum|a quelle frequence|combien|lesquels|lesquelles|par qui|depuis quand|con que frecuencia|cual|cuales|cuando|quien|頻度|いつ|誰が";
    /// Headings of tables that ask nothing: prices, terms, versions.
    GOODS = "likelihood|probability|impact|eintrittswahrscheinlichkeit|auswirkung|probabilite|probabilidad|impacto|発生可能性|影響度|price|qty|quantity|amount|unit|cost|currency|term|definition|meaning|author|version|preis|menge|betrag|einheit|prix|montant|quantite|precio|cantidad|importe|単価|数量|金額|begriff|symbol|abkurzung|terme|termino";
    /// Titles of sheets that answer the customer's own questions.
    FAQS = "faq|faqs|q&a|q & a|frequently asked|questions and answers|fragen und antworten|haufige fragen|foire aux questions|questions frequentes|preguntas frecuentes|よくある質問|常见问题";
}
