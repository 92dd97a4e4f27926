//! What System Information says of firmware and virtualization.

use super::super::hyperv::{Answer, Needs, truth};
use super::{Item, Report, What};
use crate::reading::Origin;
use crate::sources::facts::Key;

/// What the mode of the firmware is called where it is not UEFI.
const LEGACY: &[&str] = &[
    "legacy",
    "vorgängerversion",
    "vorgänger",
    "hérité",
    "heredado",
    "heredada",
    "herdado",
    "legado",
    "устаревший",
    "starsza wersja",
    "verouderd",
    "eski",
    "レガシ",
    "レガシー",
    "传统",
    "舊版",
    "레거시",
];

/// What the state of Secure Boot is called.
const STATES: &[(&str, &[&str])] = &[
    (
        "enabled",
        &[
            "on",
            "ein",
            "activé",
            "activée",
            "activado",
            "attivato",
            "attiva",
            "ativado",
            "ativada",
            "вкл.",
            "вкл",
            "включено",
            "włączone",
            "włączony",
            "aan",
            "ingeschakeld",
            "på",
            "päällä",
            "açık",
            "zapnuto",
            "有効",
            "オン",
            "启用",
            "已启用",
            "打开",
            "开启",
            "開啟",
            "켜짐",
            "설정",
        ],
    ),
    (
        "capable",
        &[
            "off",
            "aus",
            "désactivé",
            "désactivée",
            "desactivado",
            "disattivato",
            "disattivata",
            "desativado",
            "desativada",
            "откл.",
            "откл",
            "выкл.",
            "выкл",
            "отключено",
            "выключено",
            "wyłączone",
            "wyłączony",
            "uit",
            "uitgeschakeld",
            "av",
            "pois päältä",
            "kapalı",
            "vypnuto",
            "無効",
            "オフ",
            "关闭",
            "禁用",
            "關閉",
            "꺼짐",
            "해제",
        ],
    ),
    (
        "no",
        &[
            "unsupported",
            "nicht unterstützt",
            "non pris en charge",
            "non prise en charge",
            "no compatible",
            "no admitido",
            "non supportato",
            "não suportado",
            "sem suporte",
            "не поддерживается",
            "nieobsługiwane",
            "nieobsługiwany",
            "niet ondersteund",
            "stöds inte",
            "støttes ikke",
            "ei tuettu",
            "desteklenmiyor",
            "nepodporováno",
            "サポートされていません",
            "不支持",
            "不支援",
            "지원되지 않음",
        ],
    ),
];

/// What it is called that the system guards itself by a hypervisor of its own.
const RUNNING: &[&str] = &[
    "running",
    "wird ausgeführt",
    "en cours d’exécution",
    "en cours d'exécution",
    "en ejecución",
    "in esecuzione",
    "em execução",
    "выполняется",
    "実行中",
    "正在运行",
];

impl Report<'_> {
    /// Puts the firmware, Secure Boot and virtualization.
    pub(super) fn board(&mut self, summary: &[&Item<'_>], hypervisor: bool) {
        let mode = summary.iter().find_map(|item| {
            let of_firmware = item.label.contains("BIOS") && !item.label.contains("SMBIOS");
            let value = item.value.to_lowercase();
            let word = match value.as_str() {
                "uefi" => "uefi",
                value if LEGACY.contains(&value) => "bios",
                _ => return None,
            };
            of_firmware.then_some((item, word))
        });
        if let Some((item, word)) = mode {
            self.put_as(Key::Firmware, item, word.to_owned());
        }
        let labelled = |what| summary.iter().find(move |item| item.what() == Some(what));
        if let Some(item) = labelled(What::SecureBoot).filter(|item| !item.value.is_empty()) {
            let value = item.value.to_lowercase();
            let state = STATES.iter().find(|(_, names)| names.contains(&value.as_str()));
            let text = match state {
                // Started in the old mode, firmware that could do it does not show it.
                Some(("no", _)) if mode.is_none_or(|(_, word)| word == "bios") => "no or capable",
                Some((word, _)) => word,
                None => item.value,
            };
            self.put_as(Key::SecureBoot, item, text.to_owned());
        }
        if !hypervisor {
            let needs = self.needs(summary);
            needs.put(&mut self.facts);
            needs.put_physical(&mut self.facts);
        }
        let guard = labelled(What::Guard).filter(|item| {
            RUNNING.contains(&item.value.to_lowercase().as_str())
                && self.facts.get(Key::Virtualization).is_none()
        });
        if let Some(item) = guard {
            self.put_as(Key::Virtualization, item, "enabled".to_owned());
        }
    }

    /// What Hyper-V would need: four items that begin with its name, in any language in this order.
    fn needs(&self, summary: &[&Item<'_>]) -> Needs {
        let answers = summary.iter().filter(|item| item.label.starts_with("Hyper-V"));
        let answers = answers.filter_map(|item| {
            let (source, raw) = (self.source.to_owned(), item.value.to_owned());
            let origin = Origin { source, place: item.place(), raw };
            Some((item.label, Answer { yes: truth(item.value)?, origin }))
        });
        let answers: Vec<(&str, Answer)> = answers.collect();
        let by_order = |n: usize| answers.get(n).filter(|_| answers.len() == 4);
        let answer = |words: &str, n: usize| {
            let named = answers.iter().find(|(label, _)| label.contains(words));
            named.or_else(|| by_order(n)).map(|(_, answer)| answer.clone())
        };
        Needs {
            monitor: answer("VM Monitor Mode", 0),
            translation: answer("Second Level Address", 1),
            enabled: answer("Enabled in Firmware", 2),
            prevention: answer("Data Execution", 3),
        }
    }
}
