//! The text of `lshw`: a tree of nodes with labels in the language of its system; and the table of
//! `lshw -short`, whose classes are the same in every language.

use super::super::lines;
use super::node::{Node, SYSTEM_MEMORY, Value};

/// What a line of a node is.
#[derive(Clone, Copy)]
enum Label {
    Description,
    Product,
    Vendor,
    Version,
    Size,
    Capacity,
    Bus,
    Logical,
    Capabilities,
    Configuration,
}

/// English, French, Spanish, Catalan, German, Portuguese, Japanese.
#[rustfmt::skip]
const LABELS: &[(Label, &[&str])] = &[
    (Label::Description, &["description", "descripción", "descripció", "Beschreibung", "descrição", "詳細"]),
    (Label::Product, &["product", "produit", "producto", "producte", "Produkt", "produto", "製品"]),
    (Label::Vendor, &["vendor", "fabricant", "fabriquant", "vendedor", "Hersteller", "fabricante", "ベンダー"]),
    (Label::Version, &["version", "versión", "versió", "Version", "versão", "バージョン"]),
    (Label::Size, &["size", "taille", "tamaño", "mida", "Größe", "tamanho", "サイズ"]),
    (Label::Capacity, &["capacity", "capacité", "capacidad", "capacitat", "Kapazität", "capacidade", "容量"]),
    (Label::Bus, &[
        "bus info", "information bus", "información de bus", "informació de bus",
        "Bus-Informationen", "informações do barramento", "バス情報",
    ]),
    (Label::Logical, &[
        "logical name", "nom logique", "nombre lógico", "nom lògic", "Logischer Name",
        "nome lógico", "論理名",
    ]),
    (Label::Capabilities, &[
        "capabilities", "fonctionnalités", "capabilidades", "capabilitats", "Fähigkeiten",
        "capacidades", "性能",
    ]),
    (Label::Configuration, &[
        "configuration", "configuración", "configuració", "Konfiguration", "configuração", "設定",
    ]),
];

/// Whether a text's beginning is a tree.
pub(super) fn is_tree(head: &str) -> bool {
    let nodes = head.lines().filter_map(|line| line.trim_start().strip_prefix("*-"));
    const KNOWN: &[&str] = &["core", "cpu", "memory", "firmware", "disk", "volume", "pci", "bank"];
    nodes.filter(|node| KNOWN.iter().any(|known| node.starts_with(known))).count() >= 1
        && head.lines().any(|line| line.starts_with(' ') && line.contains(": "))
}

/// The line on which the tree of a second machine begins: a name alone, and below it the description
/// of a root, which stands no deeper than the name of its first child.
pub(super) fn second(text: &str) -> Option<usize> {
    let described = |line: &str| {
        let inner = line.trim_start();
        let depth = line.len() - inner.len();
        let description = |label: &str| {
            let mut all = LABELS.iter().filter(|(known, _)| matches!(known, Label::Description));
            all.any(|(_, texts)| texts.contains(&label))
        };
        (1..=4).contains(&depth)
            && lines::labelled(inner).is_some_and(|(label, _)| description(label))
    };
    let mut roots = text.lines().zip(1..).filter(|(line, _)| described(line));
    let (_, n) = roots.nth(1)?;
    // The name stands on the line before.
    Some(n - 1)
}

/// The nodes of a tree.
pub(super) fn tree(text: &str) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    let mut host = None;
    for (n, line) in text.lines().enumerate() {
        let inner = line.trim();
        if let Some(head) = inner.strip_prefix("*-") {
            let (id, flags) = head.split_once(' ').unwrap_or((head, ""));
            // "DISABLED", in whatever language: nothing else is said of a processor here.
            let disabled = !flags.trim().is_empty();
            nodes.push(Node { id: id.to_owned(), disabled, ..Node::default() });
            continue;
        }
        let Some((label, text)) = lines::labelled(inner).filter(|(_, text)| !text.is_empty())
        else {
            if nodes.is_empty() && !line.starts_with(' ') && !inner.is_empty() {
                host = Some(inner);
            }
            continue;
        };
        if nodes.is_empty() {
            if !line.starts_with(' ') {
                continue;
            }
            // A prompt or a warning may stand above the name; a name is one word.
            let id = host.filter(|host| !host.contains(' ')).unwrap_or_default().to_owned();
            nodes.push(Node { id, is_root: true, ..Node::default() });
        }
        let known = LABELS.iter().find(|(_, texts)| texts.contains(&label));
        if let (Some((label, _)), Some(node)) = (known, nodes.last_mut()) {
            let place = format!("line {}", n.saturating_add(1));
            put(node, *label, Value { text: text.to_owned(), place });
        }
    }
    nodes
}

fn put(node: &mut Node, label: Label, value: Value) {
    let field = match label {
        Label::Description => &mut node.description,
        Label::Product => &mut node.product,
        Label::Vendor => &mut node.vendor,
        Label::Version => &mut node.version,
        Label::Size => &mut node.size,
        Label::Capacity => &mut node.capacity,
        Label::Bus => &mut node.bus,
        Label::Capabilities => &mut node.capabilities,
        Label::Configuration => &mut node.configuration,
        Label::Logical => {
            node.logical.push(value.text);
            return;
        }
    };
    if field.is_none() {
        *field = Some(value);
    }
}

/// Classes of the short table that are used.
const CLASSES: &[&str] = &["processor", "memory", "disk", "volume", "system", "bus"];

/// A row of the short table: its class, and what is said.
fn row(line: &str) -> Option<(&'static str, &str)> {
    let mut rest = line.trim_end();
    // A path, a device, or neither, and then the class.
    for _ in 0..3 {
        rest = rest.trim_start();
        let (word, behind) = rest.split_once(' ').unwrap_or((rest, ""));
        if let Some(class) = CLASSES.iter().find(|class| **class == word) {
            return Some((class, behind.trim()));
        }
        rest = behind;
    }
    None
}

/// Whether a line is the rule below the heading of a short table.
pub(super) fn is_rule(line: &str) -> bool {
    line.len() > 30 && line.bytes().all(|byte| byte == b'=')
}

/// Whether a text's beginning is a short table.
pub(super) fn is_short(head: &str) -> bool {
    let mut ruled = false;
    head.lines().any(|line| {
        ruled |= is_rule(line);
        ruled && line.starts_with("/0") && row(line).is_some()
    })
}

/// The nodes of a short table.
pub(super) fn short(text: &str) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    for (n, line) in text.lines().enumerate() {
        let Some((class, said)) = row(line) else { continue };
        let value = |text: &str| Value { text: text.to_owned(), place: format!("line {}", n + 1) };
        let mut node = Node { class: class.to_owned(), ..Node::default() };
        let sized = said.split_once(' ').filter(|(size, _)| size.ends_with('B'));
        match class {
            "processor" => (node.id, node.product) = ("cpu".to_owned(), Some(value(said))),
            "system" if nodes.is_empty() => {
                (node.is_root, node.product) = (true, Some(value(said)));
            }
            "memory" => {
                let Some((size, what)) = sized else { continue };
                // Modules, caches and the firmware's chips have rows of the same class.
                if !SYSTEM_MEMORY.contains(&what.trim()) {
                    continue;
                }
                node.id = "memory".to_owned();
                (node.size, node.description) = (Some(value(size)), Some(value(what.trim())));
            }
            "disk" => {
                let Some((size, _)) = sized else { continue };
                (node.id, node.size) = ("disk".to_owned(), Some(value(size)));
            }
            _ => continue,
        }
        nodes.push(node);
    }
    nodes
}
