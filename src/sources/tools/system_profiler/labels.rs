//! What the labels and values of the macOS system profiler look like, in any language.

/// The models whose names stand before their identifiers.
const MODELS: &[&str] = &[
    "MacBook",
    "Mac ",
    "iMac",
    "Macmini",
    "iBook",
    "PowerBook",
    "Power Mac",
    "eMac",
    "Xserve",
    "Apple Virtual",
];

/// How the identifiers of models begin.
const IDENTIFIERS: &[&str] = &[
    "MacBook",
    "Mac",
    "iMac",
    "iBook",
    "PowerBook",
    "PowerMac",
    "eMac",
    "RackMac",
    "Xserve",
    "ADP",
    "VirtualMac",
    "VMware",
    "Parallels",
];

/// Words for a core.
const CORES: &[&str] = &[
    "core",
    "kern",
    "cœur",
    "coeur",
    "núcleo",
    "nucli",
    "nuclei",
    "ядер",
    "核",
    "コア",
    "코어",
    "kjerne",
    "kärn",
    "ydint",
    "rdzeni",
    "jader",
    "çekirdek",
    "πυρήν",
];

/// Words for a processor.
const PROCESSORS: &[&str] = &[
    "processor",
    "cpus",
    "prozessor",
    "processeur",
    "procesador",
    "processador",
    "processori",
    "процессор",
    "处理器",
    "處理器",
    "プロセッサ",
    "프로세서",
    "prosessor",
    "procesor",
    "suoritin",
    "işlemci",
    "процесор",
    "επεξεργαστ",
];

/// Words for a cache, of which a report gives the size too.
const CACHES: &[&str] =
    &["cache", "caché", "кэш", "кеш", "缓存", "快取", "キャッシュ", "캐시", "önbellek"];

/// Words for memory.
const MEMORY: &[&str] = &[
    "memor",
    "speicher",
    "mémoire",
    "memória",
    "память",
    "пам'ять",
    "内存",
    "記憶體",
    "メモリ",
    "메모리",
    "geheugen",
    "minne",
    "hukommelse",
    "muisti",
    "pamięć",
    "paměť",
    "bellek",
    "μνήμη",
];

/// Words for the technique of two threads a core.
const THREADING: &[&str] =
    &["hyper-threading", "hyperthreading", "超线程", "超執行緒", "ハイパースレッド"];

/// What says that it is used.
const ENABLED: &[&str] =
    &["enabled", "aktiviert", "activé", "activado", "ativado", "attivata", "включено", "已启用"];

/// Whether a value is the identifier of a model: "MacBookPro15,1".
pub(super) fn is_identifier(value: &str) -> bool {
    let letters = value.trim_end_matches(|c: char| c.is_ascii_digit() || c == ',');
    let number = &value[letters.len()..];
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let pair = number.split_once(',').is_some_and(|(a, b)| digits(a) && digits(b));
    pair && value.len() < 32 && IDENTIFIERS.iter().any(|known| letters.starts_with(known))
}

/// Whether a value is the name of a model: "Mac mini".
pub(super) fn is_model(value: &str) -> bool {
    let known = value == "Mac" || MODELS.iter().any(|known| value.starts_with(known));
    // Firmware calls boards "Mac-0123456789ABCDEF".
    known && value.len() < 48 && !is_identifier(value)
}

fn has(label: &str, words: &[&str]) -> bool {
    words.iter().any(|word| label.contains(word))
}

/// Whether a label, in lower case, is of a cache.
pub(super) fn is_cache(label: &str) -> bool {
    let level = ["l1", "l2", "l3", "l4"];
    has(label, CACHES) || level.iter().any(|level| label.starts_with(level))
}

/// Whether a label counts cores.
pub(super) fn counts_cores(label: &str) -> bool {
    has(label, CORES) && !is_cache(label)
}

/// Whether a label counts processors.
pub(super) fn counts_processors(label: &str) -> bool {
    has(label, PROCESSORS) && !counts_cores(label)
}

/// Whether a label, in lower case, is of the memory.
pub(super) fn is_memory(label: &str) -> bool {
    has(label, MEMORY) && !is_cache(label)
}

/// Whether a line says that each core runs two threads.
pub(super) fn is_threading(label: &str, value: &str) -> bool {
    has(label, THREADING) && has(&value.to_lowercase(), ENABLED)
}

/// Whether a value names a processor.
pub(super) fn is_processor(value: &str) -> bool {
    let sign = value.contains("Intel") || value.contains("PowerPC") || value.contains("Ryzen");
    let chip = ["Apple M", "Apple A", "Apple S", "Apple processor", "AMD "];
    let starts = chip.iter().any(|chip| value.starts_with(chip));
    value.len() < 96 && (sign && !value.contains("Intel64") || starts)
}

/// A value as its number and the word behind it, where it is no more than that.
fn measure(value: &str) -> Option<(&str, &str)> {
    let end = value.find(|c: char| !matches!(c, '0'..='9' | '.' | ','))?;
    let (number, unit) = (&value[..end], value[end..].trim());
    (!number.is_empty() && !unit.is_empty() && unit.chars().count() <= 4).then_some((number, unit))
}

/// Whether a value is a clock rate.
pub(super) fn is_clock(value: &str) -> bool {
    let unit = measure(value).map(|(_, unit)| unit.to_lowercase());
    unit.is_some_and(|unit| matches!(unit.as_str(), "ghz" | "mhz" | "ггц" | "мгц"))
}

/// A clock rate as everyone writes it. Nobody counts gigahertz in thousands.
pub(super) fn clock(value: &str) -> String {
    let Some((number, unit)) = measure(value) else { return value.to_owned() };
    let unit = match unit.to_lowercase().as_str() {
        "ghz" | "ггц" => "GHz",
        "mhz" | "мгц" => "MHz",
        _ => return value.to_owned(),
    };
    format!("{} {unit}", number.replacen(',', ".", 1))
}

/// A size of memory as everyone writes it; `None` where a value is none.
pub(super) fn memory(value: &str) -> Option<String> {
    let (number, unit) = measure(value)?;
    let unit = match unit.to_lowercase().as_str() {
        "kb" | "ko" | "кб" => "KB",
        "mb" | "mo" | "мб" => "MB",
        "gb" | "go" | "гб" => "GB",
        "tb" | "to" | "тб" => "TB",
        _ => return None,
    };
    // "1,5 GB" is a comma for a point; memory is not counted in thousands of gigabytes.
    Some(format!("{} {unit}", number.replacen(',', ".", 1)))
}

/// The whole number that a value begins with: "10 (8 performance and 2 efficiency)".
pub(super) fn leading(value: &str) -> Option<u64> {
    let end = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
    let count = value[..end].parse().ok().filter(|count| *count > 0);
    // "2 GHz" is no count.
    let rest = value[end..].trim_start();
    count.filter(|_| rest.is_empty() || rest.starts_with(['(', '\u{ff08}']))
}
