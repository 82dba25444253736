//! Given names of many cultures, and words that only look like names.
//!
//! Takes a word. Gives whether it is a given name, a doubtful one, a common family name or a word that stands where names
//! stand. Never decides alone: `people` looks at what is around it.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Names that are hardly ever anything else.
const GIVEN: &str = "aaron abdul abdullah adam adele adriana adrian adrien agnes agnieszka ahmad ahmed aisha ajay akira alan albert alberto alejandra alejandro aleksandr alessandro alexander alexandra alexandre alexei alfredo ali alice alicia alina alison amanda amelie amina amir amit amy ana anastasia anders andrea andreas andreea andrei andrew andrzej angela anita anja anke ankit anna anne annette annika antje antoine anton antonia anya arjun arnaud arturo ashley astrid aurelie aylin ayse barbara bartosz beata beatriz benedikt benjamin benoit bernard bernd bettina bianca birgit bjorn bogdan boris brenda brian bridget britta bruno camille carla carlos carmen carolina caroline catalina catherine cecilia celine chantal chiara chloe christelle christina christine christoph christophe christopher claire clara claudia claudio connor corinna cristina cynthia dagmar damien daniel daniela danielle darius david deborah deepak denise derek diana diego dieter dimitri dirk dmitri dmitry dominik dominique donna dorothea edith eduardo edward ekaterina elena eleni elif elisabeth elise eliza elizabeth ellen elodie emanuel emeka emilia emilie emily emma emre enrique eric erik esther eva evelyn fabian fabio fatima fatma federico felipe felix fernando filip fiona francesca francesco francois françois frederic friedrich gabriel gabriela gabriele gareth georg george gerald gerard gerhard giorgio giovanni gisela giulia gloria gonzalo graham greta guillaume gunther gustavo günter hamza hannah hannes harald harold hassan heather heidi heike heinz helen helena helene helmut henrik henry hiroshi holger hugo hussein ibrahim ignacio igor ikram ilona imran ines ingrid irene irina isabel isabella isabelle ivan jacek jacob jacqueline jacques jakob jakub james jamie janina jasmin jason javier jean jeffrey jennifer jens jeremy jerome jessica jesus jiri joachim joan joanna joao joaquin joaquín johann johanna johannes john jonas jonathan jorge jose josé josef joseph joshua juan juergen julia julian julie julien juliette jürgen kamil karen karin karina karl karolina kasia katarzyna kate katharina katherine kathleen kathrin katja katrin kavita keith kenji kenneth kerstin kevin khaled kimberly kirsten klaus krzysztof lars laura laurent laurence leila lena leo leonardo leonie liam lina linda lisa lorenzo louise luca lucas lucia lucie lucía ludovic luigi luis luisa lukas lukasz maciej magdalena mahmoud malgorzata manfred manuel manuela marc marcel marcin marcela marco marcus marek margaret maria mariam marian marianne marie mariana marina mario marion markus marta martha martin martina mateusz mathias mathieu mathilde matteo matthew matthias mauricio maximilian mehmet meike melanie melissa mercedes michael michaela michal michel michele michelle miguel mikhail miriam mohamed mohammad mohammed monica monika monique muhammad mustafa nadia nadine nancy natalia natalie natasha neha nicholas nicolas nicole niels nikita nikolai nils nina noah noemi nora norbert nuria oleg olga oliver olivia olivier oluwaseun omar oscar otto pablo pamela paola paolo pascal patricia patrick patrizia paul paula paulina pauline pawel pedro peter petra philip philipp philippe pierre piotr pooja priya rachel rafael rahul raj rajesh ralf ramona raphael raquel raul ravi rebecca regina reinhard renate renee ricardo richard rita robert roberta roberto rodrigo roger roland roman ronald rosa rosemary ruben ruth ryan sabine sabrina said samantha samir samuel sandeep sandra sandrine sanjay sara sarah sascha sean sebastian sergei sergey sergio shannon sharon sheila shreya silke silvia simon simone sofia sonia sonja sophia sophie stefan stefanie stefano stephan stephane stephanie stephen steven sunil susan susanne svetlana sven sylvie sylvia tamara tanja tatiana teresa theresa thierry thomas thorsten tiffany tim timo timothy tobias tomas tomasz torsten tom ulrich ulrike ursula uwe valentina valerie vanessa vera veronica veronique vicente victor vijay vincent vladimir volker walter wei werner wilhelm william wojciech wolfgang xavier xiao yannick yasmin yolanda yuki yusuf yves yvonne zeynep zofia zuzanna élodie benoît óscar jérôme stéphane céline hélène frédéric françoise andré andrés sofía maría jesús álvaro ángel sébastien aurélie émilie rené søren björn jörg";

/// Names that are also words, places or products: they count before a family name or behind a cue.
const DOUBTFUL: &str = "mark will rose may april june grace hope joy chase drew bill art dean frank grant jack max pat rob sue ray guy gene chip angel christian jordan chad sydney paris florence victoria charlotte austin dallas jackson madison virginia georgia summer dawn eve ivy violet iris ruby amber crystal jade pearl daisy lily olive ginger dale glen heath miles rich wade alexa francisco antonio alex sam ben nick matt mike jim joe bob dan don jeff josh chris kim lee kai jan ian jo ana fang ming ya";

/// Family names that are common somewhere.
const FAMILY: &str = "smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson thomas taylor moore jackson martin lee perez thompson harris sanchez clark ramirez lewis robinson walker allen wright scott torres nguyen hill flores adams nelson baker hall rivera campbell mitchell carter roberts gomez phillips evans turner diaz parker cruz edwards collins reyes stewart morris morales murphy cook rogers gutierrez ortiz morgan cooper peterson bailey reed kelly howard ramos kim cox ward richardson watson brooks chavez wood bennett gray mendoza ruiz hughes price alvarez castillo sanders patel myers müller schmidt schneider fischer weber meyer wagner becker schulz hoffmann schäfer koch bauer richter klein wolf schröder neumann schwarz zimmermann braun krüger hofmann hartmann lange werner krause lehmann köhler maier dubois durand leroy moreau simon laurent lefebvre michel bertrand roux vincent fournier girard fernández garcía rossi russo ferrari esposito bianchi romano novak nowak kowalski kowalska wisniewski ivanov petrov petrova singh kumar sharma gupta khan ali ahmed hassan wang li zhang liu chen yang huang zhao tanaka suzuki sato yamamoto doe silva santos oliveira jensen hansen larsen andersson johansson lloyd";

/// Words that stand capitalised, or behind a cue, and are no names.
const WORDS: &str = "a about access account accounts active admin administrator adobe again agent all also am an and any app application are as at atlassian azure back be been before best bitte bonjour but by can cannot card center centre chrome citrix cisco client cloud code colleague colleagues company computer conditional control could customer customers das database day de dear dell department der desk desktop details device die directory does doing domain drive drucker due e email employee english error every everyone excel exchange explorer external file finance firefox folder for from galaxy getting global good google group guest guten hallo hardware has have having he hello help helpdesk her here hi his home how hp hr i id if in incident internet intune is issue it its jira just kind laptop last license link locked login mac mail mailbox management manager many me meeting message microsoft mobile monday monitor month mouse mr ms my name need needs network new no not notebook now number of off office ok on one onedrive only open or oracle order other our outlook page pass password pc phone please power powerpoint printer problem product profile project reader regards remote request reset room sales salesforce samsung sap science screen security sent server service services she sharepoint should sign sir site skype software some staff still storage studio subject sunday support surface system tag tam team teams test thank thanks that the their them then there they this time to today tomorrow tool tuesday ui unable update upgrade us user username users vacation version very virtual visual vpn was we web wednesday week welcome what when where which wifi will windows with word work workday would yesterday you your zoom zusammen und ist nicht kein keine mit von für auf im ich sie wir es team le la les un une est pas je nous el los las no es una con para por y et friday thursday saturday juli lundi mardi martes lunes all volume read update device departments account's facing got trying calling working writing based located located new unable using pro plus max mini lite support. sirs damen herren madam monsieur madame everybody folks guys print scan locked experiencing logged currently";

/// What a word may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Given,
    Doubtful,
    Other,
}

struct Lists {
    given: HashSet<&'static str>,
    doubtful: HashSet<&'static str>,
    family: HashSet<&'static str>,
    words: HashSet<&'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| Lists {
    given: GIVEN.split(' ').collect(),
    doubtful: DOUBTFUL.split(' ').collect(),
    family: FAMILY.split(' ').collect(),
    words: WORDS.split(' ').collect(),
});

/// What a small-letter word is as a given name; of a double name (`Anna-Lena`) the first part.
pub(super) fn given(word: &str) -> Word {
    let first = word.split('-').next().unwrap_or(word);
    if LISTS.doubtful.contains(first) {
        Word::Doubtful
    } else if LISTS.given.contains(first) {
        Word::Given
    } else {
        Word::Other
    }
}

/// Whether a small-letter word is a common family name.
pub(super) fn is_family(word: &str) -> bool {
    LISTS.family.contains(word)
}

/// Whether a small-letter word is no name even where names stand.
pub(super) fn is_word(word: &str) -> bool {
    LISTS.words.contains(word)
}

/// Whether a word, in whatever case, is a given name and hardly ever anything else.
#[must_use]
pub fn is_given_name(word: &str) -> bool {
    given(&word.to_lowercase()) == Word::Given
}
