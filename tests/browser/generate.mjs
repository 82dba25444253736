// Knowledge bases and queries out of nothing: the same seed gives the same files on every machine. The articles repeat
// each other as those of a real desk do (one trouble, many products, sites and versions), in six languages. Takes a seed
// and a number of articles. Gives files by path, and queries derived from the articles. Never asks the program anything.

/** A small generator of random numbers (32 bits of state, multiply and shift). */
export function random(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = state + 0x6d2b79f5 >>> 0;
    let x = Math.imul(state ^ state >>> 15, 1 | state);
    x = x + Math.imul(x ^ x >>> 7, 61 | x) ^ x;
    return (x ^ x >>> 14) >>> 0;
  };
  const below = n => next() % n;
  const pick = list => list[below(list.length)];
  return { next, below, pick, chance: percent => below(100) < percent, some: (list, n) => Array.from({ length: n }, () => pick(list)) };
}

const words = text => text.trim().split(/\s+/);
const phrases = text => text.trim().split(/\s*\/\s*/);
const PRODUCTS = words("Outlook Teams OneDrive SharePoint Jabber Citrix Firefox PowerPoint KeePass AutoCAD Slack Zoom");
const OS = [["windows", "Windows"], ["windows-11", "Windows 11"], ["windows-10", "Windows 10"], ["macos", "macOS"], ["linux", "Linux"]];
const FOLDERS = words("network network/vpn network/wlan mail mail/shared printing accounts accounts/mfa devices/laptops devices/phones");
const TYPES = words("break-fix how-to faq reference known-error");
const SITES = words("Aachen Lisbon Osaka Haifa Cairo Lyon Leeds Tampere");

/** What people write about, by language: things, troubles, the requester's words, sentences of the text. */
const SPEECH = {
  en: {
    things: phrases("VPN client / Wi-Fi / docking station / shared mailbox / label printer / badge reader / two-factor code / network drive / smart card / headset / meeting room display / sign-in page"),
    troubles: phrases("cannot connect / keeps disconnecting / is very slow / asks for a password again and again / does not start / shows a blank window / was not found / stopped synchronising / cannot be installed / prints strange characters"),
    symptoms: phrases("it says it cannot reach the server / nothing happens when I click / the screen stays black / I was working and then it closed / it doesn't recognise my user name / my colleague's files aren't there / it worked yesterday"),
    text: phrases("Close the application and start it again / Check the cable before anything else / Open the settings and choose the account / Delete the stored credentials / Restart the background service / Pause and resume synchronisation / Ask the network team for a free address / Remove the certificate and enrol the device again / Write down the error code that is shown / If it is still there then call the service desk"),
  },
  de: {
    things: phrases("VPN-Verbindung / Netzlaufwerk / Drucker / Gruppenpostfach / Bildschirm / Anmeldeseite / WLAN-Zugang / Dockingstation"),
    troubles: phrases("wird nicht gefunden / bricht ständig ab / ist sehr langsam / fragt immer wieder nach dem Kennwort / startet nicht / lässt sich nicht öffnen"),
    symptoms: phrases("es passiert einfach nichts / der Bildschirm bleibt schwarz / gestern ging es noch / ich komme nicht rein"),
    text: phrases("Die Anwendung schließen und neu starten / Die Größe der Warteschlange prüfen / Das Zertifikat löschen und das Gerät neu anmelden / Wenn das nicht hilft, den Service Desk anrufen / Das gespeicherte Kennwort entfernen"),
  },
  fr: {
    things: phrases("Connexion VPN / Imprimante / Lecteur réseau / Boîte aux lettres partagée / Station d’accueil / Écran"),
    troubles: phrases("ne démarre pas / est très lent / demande sans cesse le mot de passe / s’arrête sans prévenir / n’apparaît plus"),
    symptoms: phrases("rien ne se passe / l'écran reste noir / ça marchait hier / je n'arrive pas à me connecter"),
    text: phrases("Fermer l’application puis la rouvrir / Vérifier le câble / Supprimer les identifiants enregistrés / Redémarrer l'ordinateur / Appeler le centre d’assistance si l’erreur reste affichée"),
  },
  ja: {
    things: phrases("プリンター / 共有フォルダー / 会議室の画面 / ネットワーク / メールボックス"),
    troubles: phrases("が見つからない / が起動しない / に接続できません / の動作が遅い / が同期されない"),
    symptoms: phrases("画面が真っ白のままです / 昨日までは使えました / パスワードを何度も聞かれます"),
    text: phrases("アプリを閉じてから、もう一度開きます / ケーブルを確認してください / 保存された資格情報を削除します / サービスデスクに電話してください"),
  },
  ar: {
    things: phrases("الطابعة / الشبكة اللاسلكية / البريد المشترك / محرك الشبكة / الشاشة"),
    troubles: phrases("لا تعمل / بطيئة جدًا / تطلب كلمة المرور مرارًا / غير موجودة"),
    symptoms: phrases("لا يحدث شيء / كانت تعمل أمس / الشاشة سوداء"),
    text: phrases("أَغلِق التطبيق ثم افتحه مرة أخرى / تحقّق من الكابل / احذف بيانات الاعتماد المحفوظة / اتصل بمكتب الخدمة"),
  },
  he: {
    things: phrases("מדפסת / רשת אלחוטית / תיבת דואר משותפת / כונן רשת / מסך"),
    troubles: phrases("לא עובד / איטי מאוד / מבקש סיסמה שוב ושוב / לא נמצא"),
    symptoms: phrases("שום דבר לא קורה / זה עבד אתמול / המסך שחור"),
    text: phrases("סגרו את היישום ופתחו אותו שוב / בדקו את הכבל / מחקו את הסיסמה השמורה / התקשרו למוקד"),
  },
};
const LANGUAGES = words("en en en en de de fr ja ar he");

const quoted = text => JSON.stringify(text);
/** An error code as messages write them. */
const code = r => {
  const hex = n => r.next().toString(16).padStart(8, "0").slice(0, n);
  return r.pick([() => `0x8007${hex(4)}`, () => `0x${hex(8).toUpperCase()}`, () => `KB50${10000 + r.below(90000)}`, () => `ERR-${100 + r.below(900)}`, () => `AADSTS${50000 + r.below(999)}`, () => `${600 + r.below(300)}`])();
};

/** A base: settings and articles, by path, and what the articles are about. */
export function base(seed, size) {
  const r = random(seed), files = {}, articles = [];
  files["deskbook.yaml"] = [
    "title: Generated", "lang: en", "offline: false", "os:", "  windows:", "    name: Windows", "    children:", "      windows-11: Windows 11", "      windows-10: Windows 10",
    "  macos: macOS", "  linux: Linux", "products:", ...PRODUCTS.map(p => `  ${p.toLowerCase()}: ${p}`),
    "search:", "  synonyms:", "    - [MFA, two-factor authentication, 2FA]", "    - [Drucker, printer, imprimante]", "    - notebook => docking station", "",
  ].join("\n");
  for (let number = 0; number < size; number++) {
    const lang = r.pick(LANGUAGES), speech = SPEECH[lang], product = r.pick(PRODUCTS), trouble = r.pick(speech.troubles), where = r.below(4);
    const title = `${r.chance(40) ? product : r.pick(speech.things)} ${trouble}${["", ` (${r.pick(SITES)})`, ` ${r.pick(OS)[1]}`, ""][where]}`.trim();
    const own = r.chance(60) ? code(r) : "", symptoms = r.some(speech.symptoms, r.below(3));
    const sections = Array.from({ length: 1 + r.below(4) }, () => r.some(speech.text, 1 + r.below(6)).join(". ") + ".");
    const heads = lang === "en" ? ["Issue", "Cause", "Resolution", "Escalation"] : r.some(speech.things, 4);
    const text = [
      "---", `title: ${quoted(title)}`, `type: ${r.pick(TYPES)}`, `lang: ${lang}`, `os: [${[...new Set(r.some(OS, r.below(3)).map(o => o[0]))].join(", ")}]`,
      `products: [${product.toLowerCase()}]`, ...symptoms.length ? [`symptoms: [${symptoms.map(quoted).join(", ")}]`] : [], ...r.chance(50) ? [`id: KB${1000 + number}`] : [], "---", "",
      ...sections.flatMap((section, i) => [`## ${heads[i]}`, "", section + (i === 0 && own ? ` It shows ${own}.` : ""), ""]),
    ].join("\n");
    files[`content/${r.pick(FOLDERS)}/a${String(number).padStart(5, "0")}.md`] = text;
    articles.push({ title, code: own, symptoms, text: sections.join(" "), lang, id: `KB${1000 + number}` });
  }
  return { files, articles, queries: queries(r, articles) };
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
/** One slip: a letter left out, put in, taken for another, or swapped with its neighbour. */
export function slip(r, word, at = r.below(word.length)) {
  const c = [...word];
  switch (r.below(4)) {
    case 0: c.splice(at, 1); break;
    case 1: c.splice(at, 0, r.pick(LETTERS)); break;
    case 2: c[at] = r.pick(LETTERS); break;
    default: if (at + 1 < c.length) [c[at], c[at + 1]] = [c[at + 1], c[at]];
  }
  return c.join("");
}

/** A code as people copy it. */
const respelt = (r, code) => r.pick([c => c.toLowerCase(), c => c.toUpperCase(), c => c.replace(/^0x/i, ""), c => c.replace("-", " "), c => c.replace("-", ""), c => c.replace(/(\d)/, " $1"), c => `error code: ${c}.`, c => c.slice(0, -2)])(code);
const STRANGE = ["", " ", "a", "Z", "1", "?", "😀", "👩‍💻 laptop", "\u200d", "--", "-", "\"", "\"\"", "*", "xqzzyvk", "ｗｉｆｉ", "İstanbul", "ﬁle", "a b c d e f g h", "العربية printer", "drucker プリンター מדפסת", "<img src=x>", "the of and", "how do I", "constructor", "__proto__ toString", "0x", "0x0", "....", "a-b-c-d-e", "w'w", "l'imprimante", "x".repeat(60)];

/** Ways to ask for an article. */
const WAYS = [
  (r, a) => a.title,
  (r, a) => a.title.toLowerCase() + " ",
  (r, a) => r.some(words(a.title), 2).join(" "),
  (r, a) => { const w = words(a.title), i = r.below(w.length); w[i] = slip(r, w[i]); return w.join(" "); },
  (r, a) => { const w = words(a.title), i = r.below(w.length); w[i] = slip(r, w[i], 0); return w.join(" ") + " "; },
  (r, a) => words(a.title).map(w => w.length > 4 ? slip(r, slip(r, w)) : w).join(" "),
  (r, a) => { const c = [...a.title]; return c.slice(0, 1 + r.below(c.length)).join(""); },
  (r, a) => { const w = r.pick(words(a.title)); return [...w].slice(0, 1 + r.below(4)).join(""); },
  (r, a) => a.title.replace(/[\s-]+/, ""),
  (r, a) => { const c = [...a.title]; c.splice(1 + r.below(c.length), 0, " "); return c.join(""); },
  (r, a) => a.title.replace(/ /g, r.pick(["-", "_", ".", "  ", ", "])),
  (r, a) => a.code ? respelt(r, a.code) : a.id,
  (r, a) => a.code ? `${r.pick(words(a.title))} ${respelt(r, a.code)}` : a.id.toLowerCase(),
  (r, a) => r.pick(a.symptoms.length ? a.symptoms : [a.title]),
  (r, a) => `how do I fix it when ${r.pick(a.symptoms.length ? a.symptoms : [a.title])}?`,
  (r, a) => `${r.pick(words(a.text))} ${r.pick(words(SPEECH[r.pick(["de", "fr", "ja", "ar", "he"])].text.join(" ")))} ${r.pick(words(a.title))}`,
  (r, a) => `"${words(a.title).slice(0, 2).join(" ")}" ${r.pick(words(a.text))}`,
  (r, a) => `${a.title} -${r.pick(words(a.title))}`,
  (r, a) => `-${r.pick(words(a.text))} ${r.pick(words(a.title))}`,
  (r, a) => words(a.title).map(w => w.replace(/(s|es|ing|ed|en|e)$/, "") + r.pick(["", "s", "ing", "ed", "en"])).join(" "),
  (r, a) => [a.title, a.text, a.code, ...a.symptoms, a.text].join(" ").slice(0, 200 + r.below(1800)),
  (r, a) => r.pick(["mfa", "2fa", "notebook", "imprimante", "two factor authentication", "drucker"]) + " " + r.pick(words(a.title)),
  (r) => r.pick(STRANGE),
  (r) => Array.from({ length: 1 + r.below(12) }, () => r.pick([...LETTERS, "é", "ß", "я", "ك", "あ", "漢", "한", "0", "7", "-", ".", "'", " ", " "])).join(""),
];

/** Queries of all kinds about these articles, none twice, each on one line. */
export function queries(r, articles, count = 168) {
  const all = new Set();
  for (let i = 0; all.size < count && i < count * 4; i++) {
    const query = WAYS[i % WAYS.length](r, r.pick(articles)).replace(/[\r\n]+/g, " ");
    if (query) all.add(query);
  }
  return [...all];
}
