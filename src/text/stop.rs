//! Words that carry no meaning of their own.
//!
//! Takes a language tag. Gives two lists of folded words: [`function_words`], which are not worth a place in the index,
//! and [`fillers`], which articles may keep but a question does not need (`how do i …`). Never holds a word that is
//! also a thing in a help desk (`it`, as in IT, is the one exception: nobody finds anything by it).

use crate::text::stem::primary;

/// Words that are not indexed.
pub fn function_words(lang: &str) -> impl Iterator<Item = &'static str> {
    lists(lang).0.split_ascii_whitespace()
}

/// Words that a question does not need, unless it has no others.
pub fn fillers(lang: &str) -> impl Iterator<Item = &'static str> {
    lists(lang).1.split_ascii_whitespace()
}

fn lists(lang: &str) -> (&'static str, &'static str) {
    match primary(lang) {
        "en" => (
            "a an and are as at be by for from has have if in into is it its of on or that the their then there these \
             this to was were which will with you your",
            "about am any but can cant could did didnt do does doesnt dont get getting got had hello help hi how i id \
             ill im ive just me my myself need no not our please so some someone still tell than them they want wants \
             we what whats when where who why wont would",
        ),
        "de" => (
            "als am an auf aus bei bis das dass dem den der des die ein eine einem einen einer eines er es fur hat im \
             in ist mit oder sie sich sind uber um und von vom war wenn wird zu zum zur",
            "aber auch bitte da du haben habe hallo hilfe ich ihr immer kann kein keine konnen man mein meine meinem \
             meinen meiner mich mir muss nach nicht noch nur was warum weil welche wer werden wie wieso wir wo",
        ),
        "fr" => (
            "a au aux avec ce ces cet cette dans de des du elle en est et il ils la le les leur lui ne ou par pour qui \
             sa se ses son sont sur un une",
            "aide ai bonjour comment fait faire je j me mes moi mon ma n nous on pas peux plus pourquoi quand que quel \
             quelle quoi s si svp tous tout tres vos votre vous y",
        ),
        "es" => (
            "a al con de del el ella en es esta este la las los lo o para por se su sus un una y",
            "aqui ayuda como cual cuando donde favor ha hacer hay hola le me mi mis muy nos no pero puede puedo porque \
             que quien si sin sobre tengo te tu ya yo",
        ),
        "it" => (
            "a ad ai al alla che con da dal dei del della delle di e ed gli i il in la le lo nel nella o per si su sul \
             sulla un una uno",
            "aiuto anche c ciao come cosa cui dove favore fare ha ho io ma mi mia mio mie miei non perche piu posso puo \
             quale quando quello questa questo se sono",
        ),
        "nl" => (
            "aan als bij dat de die dit door een en er het in is met naar of om op te tot uit van voor was wordt zijn",
            "ben dan geen hallo heb hebben heeft help hoe ik je jij kan kunnen maar me mij mijn moet niet nog ook over \
             u uw waar waarom wat we wel welke wij wil worden zo",
        ),
        "pt" => (
            "a ao aos as com da das de do dos e em esta este na nas no nos o os ou para pela pelo por se um uma",
            "ajuda como eu favor fazer foi ha isso ja mais mas me meu minha nao ola onde pode porque posso qual quando \
             que sem ser seu sua tem tenho voce",
        ),
        "sv" => (
            "att av de den det en ett for fran har i med och om pa som till var vid ar",
            "ej hej hjalp hur inte jag kan man min mitt mina nar nu varfor vad vi vill",
        ),
        "da" | "nb" | "nn" | "no" => (
            "af at av de den det en er et for fra har i med og om pa som til ved var",
            "hei hej hjelp hvad hva hvor hvordan hvorfor ikke ikkje jeg kan man mig meg min mitt vi vil",
        ),
        "pl" => (
            "a do i jest na nie o od oraz po przez sie to w we z za ze",
            "co czy dlaczego gdzie jak jaki mam moj moja moze prosze ten",
        ),
        _ => ("", ""),
    }
}

#[cfg(test)]
mod tests {
    use super::{fillers, function_words};
    use crate::text::fold::fold;

    #[test]
    fn the_lists_are_folded_and_do_not_overlap() {
        for lang in ["en", "de", "fr", "es", "it", "nl", "pt", "sv", "da", "pl"] {
            let function: Vec<_> = function_words(lang).collect();
            assert!(function.len() > 10, "{lang}");
            for word in fillers(lang) {
                assert!(!function.contains(&word), "{lang}: {word} stands in both");
                assert_eq!(fold(word), word);
            }
        }
        assert_eq!(function_words("zh").count(), 0);
    }
}
