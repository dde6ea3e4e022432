//! Kinds of text that people have, a few lines each: what is a provision with which address, what a
//! heading, and what neither. The words are invented, the structure is that of real documents.

use recs_tui::model::citation;

use crate::opened::read;

/// A text, and its provisions as they must be read: id, innermost heading, words.
struct Case(
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str, &'static str)],
);

const CASES: &[Case] = &[
    Case(
        "a preamble before numbers",
        "Resolution 8001 (2041)\n\nThe Security Council,\n\nRecalling its resolution 8000 (2040),\n\n\
         Gravely concerned by the state of the bridges,\n\n1. Demands that the bridges be mended;\n\n\
         2. Decides to remain seized of the matter.\n",
        &[
            ("pp.1", "", "Recalling its resolution 8000 (2040),"),
            ("pp.2", "", "Gravely concerned by the state of the bridges,"),
            ("1", "", "Demands that the bridges be mended;"),
            ("2", "", "Decides to remain seized of the matter."),
        ],
    ),
    Case(
        "an operative paragraph without a number",
        "Resolution 8002 (2041)\n\nThe Security Council,\n\nHaving heard the engineer,\n\nDecides to \
         extend the mandate of the mission until 1 May 2042.\n",
        &[
            ("pp.1", "", "Having heard the engineer,"),
            (
                "op.1",
                "",
                "Decides to extend the mandate of the mission until 1 May 2042.",
            ),
        ],
    ),
    Case(
        "a preamble that no body opens",
        "Resolution 8003 (2041)\n\nof 2 May 2041\n\nHaving seen the report on bridges,\n\n1. Welcomes \
         it;\n\n2. Decides to meet again.\n\nAdopted unanimously at the 8888th meeting.\n",
        &[
            ("pp.1", "", "Having seen the report on bridges,"),
            ("1", "", "Welcomes it;"),
            ("2", "", "Decides to meet again."),
        ],
    ),
    Case(
        "a preamble that leads over with a word",
        "BRIDGES COMMITTEE\n\n3 (1951) Resolution of 4 May 1951\n\nBy Article 9 of the Statute, a \
         Bridges Committee shall be established ;\n\nTherefore\n\n1. The Council invites the members \
         to appoint engineers ;\n\n2. The Council directs the engineers to meet.\n",
        &[
            (
                "pp.1",
                "",
                "By Article 9 of the Statute, a Bridges Committee shall be established ;",
            ),
            (
                "1",
                "",
                "The Council invites the members to appoint engineers ;",
            ),
            ("2", "", "The Council directs the engineers to meet."),
        ],
    ),
    Case(
        "a line of a preamble is no heading",
        "Deploring the fact that the wishes of resolution 8004\n1. Condemns the neglect of the \
         bridges\nby those who own them;\n2. Asks that the roads be closed.\n",
        &[
            (
                "pp.1",
                "",
                "Deploring the fact that the wishes of resolution 8004",
            ),
            (
                "1",
                "",
                "Condemns the neglect of the bridges by those who own them;",
            ),
            ("2", "", "Asks that the roads be closed."),
        ],
    ),
    Case(
        "the foot of a page in a sentence",
        "            1.    The Committee urges States to mend the bridges and the roads that\n\n \
         41-20002                                                        3/5\n\u{c}A/RES/98/8      \
         \x20                            Mending of bridges\n            lead to them;\n            2. \
         \x20  The Committee invites States to build ferries.\n",
        &[
            (
                "1",
                "",
                "The Committee urges States to mend the bridges and the roads that lead to them;",
            ),
            ("2", "", "The Committee invites States to build ferries."),
        ],
    ),
    Case(
        "footnotes below a rule in a sentence",
        "5.    Requests the Secretary-General to send a report on bridges,1 taking\n      up the \
         wishes\n__________________\n1 A/98/40.\n\n41-20002                                           \
         2/5\n\u{c}A/RES/98/8                                          Bridges\n\n      of Member \
         States;\n6.    Decides to take up the item next year.\n",
        &[
            (
                "5",
                "",
                "Requests the Secretary-General to send a report on bridges,1 taking up the wishes of \
                 Member States;",
            ),
            ("6", "", "Decides to take up the item next year."),
        ],
    ),
    Case(
        "when it was adopted, and how",
        "1. Welcomes the report on bridges;\n\n2. Decides to go on.\n\n                              \
         \x20    30th meeting\n                                   17 June 2041\n\n[Adopted without a \
         vote.]\n",
        &[
            ("1", "", "Welcomes the report on bridges;"),
            ("2", "", "Decides to go on."),
        ],
    ),
    Case(
        "a heading of the third level among numbers",
        "A. Equality\n\n1. The Committee met engineers.\n\n1. Ferries\n\n2. The Committee urges States \
         to build ferries.\n\n2. Roads\n\n3. The Committee urges States to mend roads.\n",
        &[
            ("1", "A. Equality", "The Committee met engineers."),
            (
                "2",
                "1. Ferries",
                "The Committee urges States to build ferries.",
            ),
            ("3", "2. Roads", "The Committee urges States to mend roads."),
        ],
    ),
    Case(
        "a letter over the next number is a heading",
        "A. What was learned\n\n40. The Board was told.\n\n(a) Movement of ferries\n\n41. Ferries \
         were moved.\n\n(b) Crews\n\n42. Crews were paid.\n",
        &[
            ("40", "A. What was learned", "The Board was told."),
            ("41", "(a) Movement of ferries", "Ferries were moved."),
            ("42", "(b) Crews", "Crews were paid."),
        ],
    ),
    Case(
        "a heading with the mark of a footnote glued to it",
        "            7.    JS1 said that the bridges were old.12\n            1. Cross-cutting \
         questions\n            Equality of passengers13\n            8.    JS2 asked that ferries be \
         built.14\n",
        &[
            ("7", "", "JS1 said that the bridges were old.12"),
            (
                "8",
                "Equality of passengers",
                "JS2 asked that ferries be built.14",
            ),
        ],
    ),
    Case(
        "a stop with the mark of a footnote ends a sentence",
        "     11.     The Act on bridges gives money.\n     Since 2041, there have also been \
         wardens.1\n     12.    In May 2041, the warden was chosen.\n     13.    The State mends \
         roads.\n",
        &[
            (
                "11",
                "",
                "The Act on bridges gives money. Since 2041, there have also been wardens.1",
            ),
            ("12", "", "In May 2041, the warden was chosen."),
            ("13", "", "The State mends roads."),
        ],
    ),
    Case(
        "the first paragraph below a page number",
        "2\n\u{c}                                              A/HRC/98/14\n\n     Introduction\n     \
         1.      The Working Group met.\n     2.     It chose a troika.\n     3.     The State \
         spoke.\n",
        &[
            ("1", "Introduction", "The Working Group met."),
            ("2", "Introduction", "It chose a troika."),
            ("3", "Introduction", "The State spoke."),
        ],
    ),
    Case(
        "lists below the paragraphs that introduce them",
        "95. The following recommendations enjoy the support of the State:\n\n1. Ratify the treaty on \
         bridges (Norland);\n\n2. Mend the roads (Sudland);\n\n96. The following do not enjoy its \
         support:\n\n1. Abolish the toll (Westland).\n",
        &[
            (
                "95",
                "",
                "The following recommendations enjoy the support of the State:",
            ),
            ("95.1", "", "Ratify the treaty on bridges (Norland);"),
            ("95.2", "", "Mend the roads (Sudland);"),
            ("96", "", "The following do not enjoy its support:"),
            ("96.1", "", "Abolish the toll (Westland)."),
        ],
    ),
    Case(
        "a second sentence of a recommendation",
        "              United Nations                                                      \
         A/HRC/98/14\n          121.2     Complete the ratification of the Treaty on the\n          \
         Mending of All Bridges (Norland);\n          Take more steps to ratify the Treaty on \
         the\n          Mending of All Bridges (Sudland);\n          121.3     Ratify and apply the \
         Ferries Protocol;\n",
        &[
            (
                "121.2",
                "",
                "Complete the ratification of the Treaty on the Mending of All Bridges (Norland); \
                 Take more steps to ratify the Treaty on the Mending of All Bridges (Sudland);",
            ),
            ("121.3", "", "Ratify and apply the Ferries Protocol;"),
        ],
    ),
    Case(
        "letters in running text",
        "27. The delegation said that (a) the bridges were safe, (b) the tolls\nwere low, (c) the \
         ferries were new and\n(d) the roads were wide. It added that wells were dug.\n\n28. The State \
         thanked the speakers.\n",
        &[
            (
                "27",
                "",
                "The delegation said that (a) the bridges were safe, (b) the tolls were low, (c) the \
                 ferries were new and (d) the roads were wide. It added that wells were dug.",
            ),
            ("28", "", "The State thanked the speakers."),
        ],
    ),
    Case(
        "a year at the beginning of a line",
        "            11.   A plan for bridges was adopted.\n            Seven more people are to be \
         hired by the end of\n            2040. The plan is paid for.\n            12.   The State \
         thanked the speakers.\n",
        &[
            (
                "11",
                "",
                "A plan for bridges was adopted. Seven more people are to be hired by the end of \
                 2040. The plan is paid for.",
            ),
            ("12", "", "The State thanked the speakers."),
        ],
    ),
    Case(
        "several resolutions",
        "14/1\nMending of bridges\nThe Council,\n1. Welcomes the report on bridges;\n2. Decides to go \
         on.\n\n14/2\nMending of roads\nThe Council,\n1. Asks for a report on roads.\n",
        &[
            (
                "14/1.1",
                "14/1 Mending of bridges",
                "Welcomes the report on bridges;",
            ),
            ("14/1.2", "14/1 Mending of bridges", "Decides to go on."),
            (
                "14/2.1",
                "14/2 Mending of roads",
                "Asks for a report on roads.",
            ),
        ],
    ),
    Case(
        "a heading that speaks of a session",
        "B. Attendance\n\n1. Members attended.\n\nC. Agenda and programme of work of the session\n\n2. \
         The Council adopted its agenda.\n",
        &[
            ("1", "B. Attendance", "Members attended."),
            (
                "2",
                "C. Agenda and programme of work of the session",
                "The Council adopted its agenda.",
            ),
        ],
    ),
    Case(
        "articles, divided and not",
        "Article 1\n\nAll bridges are open.\n\nArticle 2\n\n1. Everyone may cross.\n\n2. No one pays \
         twice.\n\nArticle 3\n\nThe following are closed:\n\n(a) old bridges;\n\n(b) wet bridges.\n",
        &[
            ("art.1", "", "All bridges are open."),
            ("art.2.1", "", "Everyone may cross."),
            ("art.2.2", "", "No one pays twice."),
            ("art.3", "", "The following are closed:"),
            ("art.3.a", "", "old bridges;"),
            ("art.3.b", "", "wet bridges."),
        ],
    ),
    Case(
        "a treaty with parts and titles of articles",
        "PREAMBLE\n\nThe States Parties to the present Convention,\n\nConsidering that bridges \
         connect,\n\nHave agreed as follows:\n\nPART I\n\nArticle 1\nTolls\n\n(1) No toll shall be \
         levied.\n\n(2) Exceptions are laid down by law.\n\nPART II\n\nArticle 2 - Ferries\n\nFerries \
         are free.\n\nArticle 3\n\nThis Convention is open.\n",
        &[
            ("pp.1", "PREAMBLE", "Considering that bridges connect,"),
            ("pp.2", "PREAMBLE", "Have agreed as follows:"),
            ("art.1.1", "Tolls", "No toll shall be levied."),
            ("art.1.2", "Tolls", "Exceptions are laid down by law."),
            ("art.2", "Ferries", "Ferries are free."),
            ("art.3", "PART II", "This Convention is open."),
        ],
    ),
    Case(
        "a resolution in Russian, and its meeting",
        "Генеральная Ассамблея,\n\nссылаясь на свою резолюцию 97/11,\n\nсознавая важность \
         мостов,\n\n1. принимает к сведению доклад;\n\n2. постановляет продолжить.\n\n74-е пленарное \
         заседание,\n20 декабря 2043 года\n",
        &[
            ("pp.1", "", "ссылаясь на свою резолюцию 97/11,"),
            ("pp.2", "", "сознавая важность мостов,"),
            ("1", "", "принимает к сведению доклад;"),
            ("2", "", "постановляет продолжить."),
        ],
    ),
    Case(
        "the meeting in Spanish",
        "La Asamblea General,\n\nRecordando su resolución 97/11,\n\n1. Toma nota del informe;\n\n2. \
         Decide seguir.\n\n74ª sesión plenaria\n20 de diciembre de 2043\n",
        &[
            ("pp.1", "", "Recordando su resolución 97/11,"),
            ("1", "", "Toma nota del informe;"),
            ("2", "", "Decide seguir."),
        ],
    ),
    Case(
        "articles in French",
        "Article premier\n\nLes ponts sont libres.\n\nArticle 2\n\nChacun peut passer.\n",
        &[
            ("art.1", "", "Les ponts sont libres."),
            ("art.2", "", "Chacun peut passer."),
        ],
    ),
    Case(
        "articles in Arabic",
        "المادة ١\n\nالجسور مفتوحة.\n\nالمادة ٢\n\n1. لكل شخص حق العبور.\n",
        &[
            ("art.1", "", "الجسور مفتوحة."),
            ("art.2.1", "", "لكل شخص حق العبور."),
        ],
    ),
    Case(
        "chapters and articles in Chinese",
        "第一章 宗旨\n\n第一条\n\n一、 维护桥梁之安全；\n\n二、 发展桥梁间之往来。\n\n第二章 会员\n\n\
         第二条\n\n会员应：\n\n(子) 修桥；\n\n(丑) 补路。\n",
        &[
            ("art.1.1", "第一章 宗旨", "维护桥梁之安全；"),
            ("art.1.2", "第一章 宗旨", "发展桥梁间之往来。"),
            ("art.2", "第二章 会员", "会员应："),
            ("art.2.子", "第二章 会员", "修桥；"),
            ("art.2.丑", "第二章 会员", "补路。"),
        ],
    ),
    Case(
        "letters of subparagraphs in French",
        "1. Prie les États :\n\na) De réparer les ponts ;\n\nb) De paver les routes ;\n\n2. Décide de \
         rester saisie.\n",
        &[
            ("1", "", "Prie les États :"),
            ("1.a", "", "De réparer les ponts ;"),
            ("1.b", "", "De paver les routes ;"),
            ("2", "", "Décide de rester saisie."),
        ],
    ),
    Case(
        "letters of subparagraphs in Russian",
        "1. призывает государства:\n\nа) чинить мосты;\n\nб) строить дороги;\n\n2. постановляет \
         продолжать.\n",
        &[
            ("1", "", "призывает государства:"),
            ("1.а", "", "чинить мосты;"),
            ("1.б", "", "строить дороги;"),
            ("2", "", "постановляет продолжать."),
        ],
    ),
    Case(
        "numbers in Arabic",
        "1 - تحث الدول على إصلاح الجسور؛\n\n٢ - تدعو الدول إلى شق الطرق.\n",
        &[
            ("1", "", "تحث الدول على إصلاح الجسور؛"),
            ("2", "", "تدعو الدول إلى شق الطرق."),
        ],
    ),
    Case(
        "numbers in Chinese",
        "１．促请各国修桥；\n\n2．决定继续审议此事。\n",
        &[("1", "", "促请各国修桥；"), ("2", "", "决定继续审议此事。")],
    ),
    Case(
        "bis",
        "1. Prie les États de réparer les ponts ;\n\n2 bis. Prie aussi les États de paver les routes \
         ;\n\n3. Décide de rester saisie.\n",
        &[
            ("1", "", "Prie les États de réparer les ponts ;"),
            ("2-bis", "", "Prie aussi les États de paver les routes ;"),
            ("3", "", "Décide de rester saisie."),
        ],
    ),
    Case(
        "Markdown",
        "# Resolution on bridges\n\n### A. Roads\n\n**1.** *Requests* States to mend bridges;\n\n2\\. \
         *Invites* States to build ferries;\n\n- **3.** Decides to go on.\n",
        &[
            ("1", "A. Roads", "Requests States to mend bridges;"),
            ("2", "A. Roads", "Invites States to build ferries;"),
            ("3", "A. Roads", "Decides to go on."),
        ],
    ),
    Case(
        "recommendations below themes in Markdown",
        "### Bridges\n\n**140.1** Mend bridges (Norland);\n\n**140.2** Build ferries (Sudland);\n\n### \
         Roads\n\n**140.3** Pave roads (Westland).\n",
        &[
            ("140.1", "Bridges", "Mend bridges (Norland);"),
            ("140.2", "Bridges", "Build ferries (Sudland);"),
            ("140.3", "Roads", "Pave roads (Westland)."),
        ],
    ),
    Case(
        "positions below recommendations",
        "121.1 Ratify the treaty (Norland);\nSupported\n121.2 Mend the bridges (Sudland);\nNoted\n\
         121.3 Pave roads (Westland).\nSupported\n",
        &[
            ("121.1", "", "Ratify the treaty (Norland);"),
            ("121.2", "", "Mend the bridges (Sudland);"),
            ("121.3", "", "Pave roads (Westland)."),
        ],
    ),
    Case(
        "cells of a matrix below one another",
        "121.2 Mend the bridges of the country (Sudland);\n121.11 Accept the Bridges Committee \
         (Norland);\n- Acceptance of norms\n122.12 Adopt an open process (Westland);\n- Cooperation \
         &amp; follow-up\n122.63 Pay more for bridges (Eastland);\n",
        &[
            ("121.2", "", "Mend the bridges of the country (Sudland);"),
            ("121.11", "", "Accept the Bridges Committee (Norland);"),
            ("122.12", "", "Adopt an open process (Westland);"),
            ("122.63", "", "Pay more for bridges (Eastland);"),
        ],
    ),
    Case(
        "brackets that no editor set",
        "14. As the Board said in its comment: “[D]rivers are free to\nchoose roads [other than those] \
         of the State.”\n\n15. Its decision was adopted. [English only]\n",
        &[
            (
                "14",
                "",
                "As the Board said in its comment: “[D]rivers are free to choose roads [other than \
                 those] of the State.”",
            ),
            ("15", "", "Its decision was adopted. [English only]"),
        ],
    ),
    Case(
        "figures in a table",
        "12. The savings were these:\n\n  0.12   Million litres on the road\n  0.23   Million litres \
         in the air\n\n13. The Board asks that fuel be saved.\n",
        &[
            (
                "12",
                "",
                "The savings were these: 0.12 Million litres on the road 0.23 Million litres in the \
                 air",
            ),
            ("13", "", "The Board asks that fuel be saved."),
        ],
    ),
    Case(
        "a number without its stop",
        "5. Welcomes the report on bridges;\n\n6 Requests the Secretary-General to report;\n\n7. \
         Decides to go on.\n",
        &[
            ("5", "", "Welcomes the report on bridges;"),
            ("6", "", "Requests the Secretary-General to report;"),
            ("7", "", "Decides to go on."),
        ],
    ),
    Case(
        "two recommendations on one line",
        "118.65 Mend bridges (Norland); 118.66 Pave roads (Sudland);\n\n118.67 Build ferries \
         (Westland).\n",
        &[
            ("118.65", "", "Mend bridges (Norland);"),
            ("118.66", "", "Pave roads (Sudland);"),
            ("118.67", "", "Build ferries (Westland)."),
        ],
    ),
    Case(
        "joint numbers over two lines",
        "            4.                   The State accepts it.\n            5., 6., 7.,          The \
         State accepts these. The draft\n            9.                   law on bridges was adopted \
         in 2041.\n            8.                   The State notes it.\n            10 and 11.       \
         \x20   The State notes them.\n            12.                  The State accepts it.\n",
        &[
            ("4", "", "The State accepts it."),
            (
                "5",
                "",
                "The State accepts these. The draft law on bridges was adopted in 2041.",
            ),
            ("8", "", "The State notes it."),
            ("10", "", "The State notes them."),
            ("12", "", "The State accepts it."),
        ],
    ),
    Case(
        "a first numeral that a machine read as a figure",
        "1. Affirms that peace should include both of these:\n\n(1) Withdrawal of ferries from the \
         lakes;\n\n(ii) Respect for every bridge;\n\n2. Affirms further the necessity\n\n(a) For \
         guarding the roads;\n",
        &[
            ("1", "", "Affirms that peace should include both of these:"),
            ("1.i", "", "Withdrawal of ferries from the lakes;"),
            ("1.ii", "", "Respect for every bridge;"),
            ("2", "", "Affirms further the necessity"),
            ("2.a", "", "For guarding the roads;"),
        ],
    ),
    Case(
        "subparagraphs by figures",
        "1. Asks States:\n\n(1) to mend bridges;\n\n(2) to pave roads;\n\n2. Decides to go on.\n",
        &[
            ("1", "", "Asks States:"),
            ("1.1", "", "to mend bridges;"),
            ("1.2", "", "to pave roads;"),
            ("2", "", "Decides to go on."),
        ],
    ),
    Case(
        "the first number after the mark of a footnote",
        "The General Assembly,\nRecalling its resolution on bridges,\nNoting the outcome of the \
         meeting on bridges, on safe\ncrossing,9\n1. Welcomes the report on bridges;\n2. Asks States to \
         pave roads.\n",
        &[
            ("pp.1", "", "Recalling its resolution on bridges,"),
            (
                "pp.2",
                "",
                "Noting the outcome of the meeting on bridges, on safe crossing,9",
            ),
            ("1", "", "Welcomes the report on bridges;"),
            ("2", "", "Asks States to pave roads."),
        ],
    ),
    Case(
        "a heading that hangs over two lines",
        "            110.   The State will build wells.\n\n     A.     Pledges for membership of the \
         Bridges\n            Council in the 2041–2043 period\n\n            111.   The State will mend \
         bridges.\n",
        &[
            ("110", "", "The State will build wells."),
            (
                "111",
                "A.     Pledges for membership of the Bridges Council in the 2041–2043 period",
                "The State will mend bridges.",
            ),
        ],
    ),
    Case(
        "letters of sections",
        "that come from the wear of bridges,\n\nA\n\n1. Welcomes the report on bridges;\n\n2. Asks \
         States to mend what was\nbuilt before 1990,\n\nB\n\n3. Demands that ferries leave.\n",
        &[
            ("1", "A", "Welcomes the report on bridges;"),
            ("2", "A", "Asks States to mend what was built before 1990,"),
            ("3", "B", "Demands that ferries leave."),
        ],
    ),
    Case(
        "a list between paragraphs that does not follow what introduces it",
        "4. The State accepts these recommendations.\n\n5. The answers will be in the report.\n\n1. \
         Ratify the treaty (Norland);\n\n2. Mend bridges (Sudland);\n\n6. Those below are looked \
         at.\n",
        &[
            ("4", "", "The State accepts these recommendations."),
            ("5", "", "The answers will be in the report."),
            ("1", "", "Ratify the treaty (Norland);"),
            ("2", "", "Mend bridges (Sudland);"),
            ("6", "", "Those below are looked at."),
        ],
    ),
    Case(
        "an annex behind the adoption",
        "98/180. Declaration on Bridges\n\nThe General Assembly,\n\nRecalling the Charter,\n\n1. Adopts \
         the Declaration in the annex.\n\n89th plenary meeting\n19 December 2041\n\nAnnex\n\nDeclaration \
         on Bridges\n\n1. Everyone may cross.\n\n2. States shall:\n\n(a) mend bridges;\n\n(b) pave \
         roads.\n\nAnnex II\n\nMembers of the board\n\n1. Ms. A. Norsen, Ministry of Bridges\n",
        &[
            ("pp.1", "", "Recalling the Charter,"),
            ("1", "", "Adopts the Declaration in the annex."),
            ("annex.1", "Declaration on Bridges", "Everyone may cross."),
            ("annex.2", "Declaration on Bridges", "States shall:"),
            ("annex.2.a", "Declaration on Bridges", "mend bridges;"),
            ("annex.2.b", "Declaration on Bridges", "pave roads."),
        ],
    ),
    Case(
        "a statement of the President",
        "S/PRST/2041/7\n\nStatement by the President of the Security Council\n\nAt the 9001st meeting of \
         the Security Council, held on 12 May 2041, the President made the\nfollowing statement on behalf \
         of the Council:\n\n“The Security Council reaffirms that bridges\nare vital.\n\n“The Council asks \
         for a report.”\n",
        &[
            (
                "op.1",
                "",
                "“The Security Council reaffirms that bridges are vital.",
            ),
            ("op.2", "", "“The Council asks for a report.”"),
        ],
    ),
    Case(
        "decisions of a session",
        "2041/12. Bridges in Norland\n\nAt its 55th meeting, on 23 April 2041, the Commission on Bridges, \
         without a vote, decided to postpone the question.\n\n2041/13. Roads\n\nThe Commission on Bridges, \
         at its 56th meeting, took note of the report.\n\n[See chap. IX.]\n",
        &[
            (
                "2041/12.op.1",
                "2041/12 Bridges in Norland",
                "At its 55th meeting, on 23 April 2041, the Commission on Bridges, without a vote, \
                 decided to postpone the question.",
            ),
            (
                "2041/13.op.1",
                "2041/13 Roads",
                "The Commission on Bridges, at its 56th meeting, took note of the report.",
            ),
        ],
    ),
    Case(
        "resolutions with their years",
        "Resolution 8001 (2041)\nAdopted by the Security Council at its 7001st meeting, on 5 May 2041\n\n\
         The Security Council,\nRecalling its resolutions,\n1. Decides to meet.\n\nResolution 8002 (2041)\n\
         \nThe Security Council,\nRecalling the Charter,\nDecides to meet again.\n",
        &[
            (
                "8001-(2041).pp.1",
                "8001 (2041)",
                "Recalling its resolutions,",
            ),
            ("8001-(2041).1", "8001 (2041)", "Decides to meet."),
            ("8002-(2041).pp.1", "8002 (2041)", "Recalling the Charter,"),
            ("8002-(2041).op.1", "8002 (2041)", "Decides to meet again."),
        ],
    ),
    Case(
        "principles",
        "Declaration on Bridges\n\nPrinciple 1\n\nEveryone may cross.\n\nPrinciple 2\n\nStates have:\n\n\
         (a) the right to build;\n\n(b) the duty to mend.\n\nPrinciple 3\n\nNo one pays twice.\n",
        &[
            ("art.1", "Declaration on Bridges", "Everyone may cross."),
            ("art.2", "Declaration on Bridges", "States have:"),
            ("art.2.a", "Declaration on Bridges", "the right to build;"),
            ("art.2.b", "Declaration on Bridges", "the duty to mend."),
            ("art.3", "Declaration on Bridges", "No one pays twice."),
        ],
    ),
    Case(
        "targets below goals",
        "1. Goals are below.\n\nGoal 1. Sound bridges\n\n1.1 By 2050, mend all bridges.\n\n1.2 By 2050, pave \
         all roads.\n\n1.a Raise money for bridges.\n\nGoal 2. Ferries\n\n2.1 By 2050, build ferries.\n\n2. We \
         will report.\n",
        &[
            ("1", "", "Goals are below."),
            ("1.1", "Goal 1. Sound bridges", "By 2050, mend all bridges."),
            ("1.2", "Goal 1. Sound bridges", "By 2050, pave all roads."),
            ("1.a", "Goal 1. Sound bridges", "Raise money for bridges."),
            ("2.1", "Goal 2. Ferries", "By 2050, build ferries."),
            ("2", "Goal 2. Ferries", "We will report."),
        ],
    ),
    Case(
        "titles on the page of a cover",
        "United Nations                                     A/HRC/98/14\nGeneral Assembly                    \
         Distr.: General\n                                  Original: English\n\nHuman Rights Council\n\
         Ninety-eighth session\nAgenda item 6\nUniversal periodic review\n\n       Report of the Working \
         Group on the Universal\n       Periodic Review\n\n       Norland\n\nGE.41-04567(E)\nA/HRC/98/14\n\n\
         Introduction\n       1.   The Working Group met.\n       2.   It chose a troika.\n",
        &[
            ("1", "Introduction", "The Working Group met."),
            ("2", "Introduction", "It chose a troika."),
        ],
    ),
    Case(
        "a heading of the third level over two lines",
        "            7.    JS1 said that the bridges were old.\n    1.      Implementation of the rules for \
         bridges, taking into account\n            what applies to ferries\n            Right to \
         cross\n            8.    JS2 asked that ferries be built.\n",
        &[
            ("7", "", "JS1 said that the bridges were old."),
            ("8", "Right to cross", "JS2 asked that ferries be built."),
        ],
    ),
    Case(
        "a preamble in Spanish without blank lines",
        "La Asamblea General,\nRecordando la Carta de los puentes,\nReconociendo que los puentes son \
         viejos,\nDecide reunirse de nuevo.\n81a. sesión plenaria\n4 de diciembre de 2041\n",
        &[
            ("pp.1", "", "Recordando la Carta de los puentes,"),
            ("pp.2", "", "Reconociendo que los puentes son viejos,"),
            ("op.1", "", "Decide reunirse de nuevo."),
        ],
    ),
    Case(
        "a preamble in Russian whose paragraphs end with and",
        "Генеральная Ассамблея,\n\nпринимая во внимание важность мостов; и\n\nпринимая во внимание важность \
         дорог,\n\nпостановляет продолжить.\n",
        &[
            ("pp.1", "", "принимая во внимание важность мостов; и"),
            ("pp.2", "", "принимая во внимание важность дорог,"),
            ("op.1", "", "постановляет продолжить."),
        ],
    ),
    Case(
        "letters with dashes in Arabic",
        "المادة 1\n\nتنشئ الجمعية العامة دراسات:\n\nأ - إصلاح الجسور؛\n\nب - شق الطرق.\n\nالمادة 2\n\nالجسور \
         مفتوحة.\n\nومصداقا لما تقدم وقع المندوبون هذا الميثاق.\n",
        &[
            ("art.1", "", "تنشئ الجمعية العامة دراسات:"),
            ("art.1.أ", "", "إصلاح الجسور؛"),
            ("art.1.ب", "", "شق الطرق."),
            ("art.2", "", "الجسور مفتوحة."),
        ],
    ),
];

#[test]
fn each_kind_is_read_as_it_stands() {
    let mut differ = Vec::new();
    for Case(name, text, expected) in CASES {
        let document = read(text.as_bytes());
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let found: Vec<(String, String, String)> = document
            .provisions
            .iter()
            .map(|it| {
                let heading = document.headings(it).last().unwrap_or(&"").to_string();
                (it.id.to_string(), heading, one_line(&it.text))
            })
            .collect();
        let expected: Vec<(String, String, String)> = expected
            .iter()
            .map(|(id, heading, text)| {
                ((*id).to_owned(), (*heading).to_owned(), (*text).to_owned())
            })
            .collect();
        if found != expected {
            differ.push(format!("{name}\n  {found:?}\n  {expected:?}"));
        }
        // None of them says that its editors deleted or updated anything.
        for provision in &document.provisions {
            assert_eq!(
                provision.status().as_str(),
                "adopted",
                "{name}: {}",
                provision.id
            );
        }
    }
    assert!(
        differ.is_empty(),
        "found, then expected:\n{}",
        differ.join("\n")
    );
}

/// No remark may claim that a number is missing which the text prints.
#[test]
fn numbers_that_are_printed_are_not_missing() {
    for name in [
        "joint numbers over two lines",
        "a list between paragraphs that does not follow what introduces it",
    ] {
        let Case(_, text, _) = CASES.iter().find(|case| case.0 == name).unwrap();
        for remark in read(text.as_bytes()).remarks {
            assert!(!remark.text.contains("missing"), "{name}: {}", remark.text);
        }
    }
}

/// A resolution that is the whole of a document is cited by its symbol alone.
#[test]
fn the_only_resolution_is_the_document() {
    let text = "United Nations          A/RES/98/6\n\n98/6. Bridges\n\nThe General Assembly,\n\nRecalling \
        the Charter,\n\n1. Welcomes the report;1\n\n2. Decides to go on.\n\n1 A/98/50.\n";
    let document = read(text.as_bytes());
    assert_eq!(document.symbol.as_deref(), Some("A/RES/98/6"));
    assert_eq!(citation(&document, &[0]), "A/RES/98/6, preambular para. 1");
    assert_eq!(citation(&document, &[1]), "A/RES/98/6, para. 1");
    let text = "United Nations          S/RES/8001 (2041)\n\nThe Security Council,\n\n1. Decides to meet.\n";
    let symbol = read(text.as_bytes()).symbol;
    assert_eq!(symbol.as_deref(), Some("S/RES/8001 (2041)"));
}

/// Tables of recommendations whose numbers or States have columns of their own.
#[test]
fn a_matrix_gives_one_recommendation_a_row() {
    let text = "# Recommendations\n\n| No. | Recommendation | Recommending State | Response | Comments |\n|---|---|---|---|---|\n\
        | A. Bridges | | | | |\n| 133.1 | Ratify the treaty | Norland | Accepted | Begun. |\n| 133.2 | Mend \
        bridges | Westland, Sudland and Bosnia and Herzegovina | Noted | |\n| B. Roads | | | | |\n| 133.3 | \
        Pave roads | Norland | Accepted | |\n";
    let document = read(text.as_bytes());
    let told: Vec<(&str, &str, &str, String)> = document
        .provisions
        .iter()
        .map(|it| {
            let heading = document.headings(it).last().copied().unwrap_or("");
            let fields = it.extra_fields();
            let from = fields.get("from").map(ToString::to_string);
            (&*it.id, heading, &*it.text, from.unwrap_or_default())
        })
        .collect();
    assert_eq!(
        told,
        [
            (
                "133.1",
                "A. Bridges",
                "Ratify the treaty",
                r#"["Norland"]"#.to_owned()
            ),
            (
                "133.2",
                "A. Bridges",
                "Mend bridges",
                r#"["Westland","Sudland","Bosnia and Herzegovina"]"#.to_owned()
            ),
            (
                "133.3",
                "B. Roads",
                "Pave roads",
                r#"["Norland"]"#.to_owned()
            ),
        ]
    );
}

/// Who recommends, what the State under review says to it and which State that is, as printed.
#[test]
fn recommendations_of_the_review_have_their_fields() {
    let text = "Human Rights Council\nDistr.: General\nOriginal: English\n\n\
        Report of the Working Group on the Universal Periodic Review*\n\nOstland\n\n\
        II. Conclusions and/or recommendations\n\n\
        95. The recommendations listed below enjoy the support of Ostland:\n\n\
        95.1 Ratify the treaty on bridges (Norland) (South Sudland);\n\n\
        95.2 Mend the roads, as ILO Convention No. 9 (1999) asks (Westland);\n\n\
        96. The recommendations below have been noted by Ostland:\n\n\
        96.1 Abolish the toll (Norland, Westland).\n";
    let document = read(text.as_bytes());
    let told: Vec<(&str, String, String, String)> = document
        .provisions
        .iter()
        .filter_map(|it| {
            let extra = it.extra.as_ref()?.fields();
            let field = |name: &str| extra.get(name).map(ToString::to_string).unwrap_or_default();
            Some((&*it.id, field("from"), field("position"), field("country")))
        })
        .collect();
    let row = |id, from: &str, position: &str| {
        (
            id,
            from.to_owned(),
            format!("\"{position}\""),
            "\"Ostland\"".to_owned(),
        )
    };
    assert_eq!(
        told,
        [
            row(
                "95.1",
                r#"["Norland","South Sudland"]"#,
                "enjoy the support"
            ),
            row("95.2", r#"["Westland"]"#, "enjoy the support"),
            row("96.1", r#"["Norland","Westland"]"#, "have been noted"),
        ]
    );
}
