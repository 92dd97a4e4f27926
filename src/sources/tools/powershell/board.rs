//! What the objects of one machine say of its firmware, its TPM and virtualization.

use super::super::hyperv::{Answer, Needs};
use super::facts::Report;
use super::objects::{Kind, Object};
use crate::reading::Origin;
use crate::sources::facts::Key;
use serde_json::Value;

/// Where an answer can stand.
type Asked = &'static [(Kind, &'static str)];

const MONITOR: Asked = &[
    (Kind::ComputerInfo, "HyperVRequirementVMMonitorModeExtensions"),
    (Kind::Processor, "VMMonitorModeExtensions"),
];
const ENABLED: Asked = &[
    (Kind::ComputerInfo, "HyperVRequirementVirtualizationFirmwareEnabled"),
    (Kind::Processor, "VirtualizationFirmwareEnabled"),
];
const TRANSLATION: Asked = &[
    (Kind::ComputerInfo, "HyperVRequirementSecondLevelAddressTranslation"),
    (Kind::Processor, "SecondLevelAddressTranslationExtensions"),
];
const PREVENTION: Asked = &[
    (Kind::ComputerInfo, "HyperVRequirementDataExecutionPreventionAvailable"),
    (Kind::ComputerInfo, "OsDataExecutionPreventionAvailable"),
    (Kind::Windows, "DataExecutionPrevention_Available"),
];

impl Report<'_, '_> {
    /// Puts firmware, Secure Boot, TPM and virtualization. `alone`: no hypervisor runs, and so a
    /// no is one; where one runs, it is the answer to everything.
    pub(super) fn board(&mut self, alone: bool) {
        self.firmware();
        self.secure_boot();
        self.tpm();
        let answer = |asked: Asked| {
            asked.iter().find_map(|&(kind, property)| {
                let mut objects = self.kind(kind);
                objects.find_map(|object| self.answer(object, property, alone))
            })
        };
        let needs = Needs {
            monitor: answer(MONITOR),
            enabled: answer(ENABLED),
            translation: answer(TRANSLATION),
            prevention: answer(PREVENTION),
        };
        needs.put(&mut self.facts);
        // 2 is "running".
        let guarded = ["DeviceGuardSmartStatus", "VirtualizationBasedSecurityStatus"];
        let running = |word: &String| word == "2" || word.eq_ignore_ascii_case("running");
        let found = self.objects.iter().copied().find_map(|object| {
            let name = guarded.iter().find(|name| object.text(name).as_ref().is_some_and(running));
            name.map(|name| (object, *name))
        });
        if let Some((object, property)) = found
            && self.facts.get(Key::Virtualization).is_none()
        {
            self.put_as(Key::Virtualization, object, property, "enabled".to_owned());
        }
    }

    fn answer(&self, object: &Object<'_>, property: &'static str, alone: bool) -> Option<Answer> {
        let yes = truth(object.get(property)?)?;
        let (source, place) = (self.source.to_owned(), object.place(property));
        let origin = Origin { source, place, raw: yes.to_string() };
        (yes || alone).then_some(Answer { yes, origin })
    }

    fn firmware(&mut self) {
        let found = self.kind(Kind::ComputerInfo).find_map(|info| {
            let word = match info.text("BiosFirmwareType")?.to_ascii_lowercase().as_str() {
                "1" | "bios" => "bios",
                "2" | "uefi" => "uefi",
                _ => return None,
            };
            Some((info, word))
        });
        if let Some((info, word)) = found {
            self.put_as(Key::Firmware, info, "BiosFirmwareType", word.to_owned());
        }
    }

    /// 2 among the available properties: Secure Boot, on or off.
    fn secure_boot(&mut self) {
        let names = ["DeviceGuardAvailableSecurityProperties", "AvailableSecurityProperties"];
        let is = |value: &Value| match value {
            Value::Number(number) => number.as_u64() == Some(2),
            Value::String(text) => text.eq_ignore_ascii_case("SecureBoot"),
            _ => false,
        };
        let lists = |object: &Object<'_>, name: &str| match object.get(name) {
            Some(Value::Array(list)) => list.iter().any(is),
            _ => false,
        };
        let found = self.objects.iter().copied().find_map(|object| {
            names.iter().find(|name| lists(object, name)).map(|name| (object, *name))
        });
        if let Some((object, property)) = found {
            self.put_as(Key::SecureBoot, object, property, "capable or enabled".to_owned());
        }
    }

    /// `SpecVersion` is "2.0, 0, 1.38"; `Get-Tpm` says only whether there is one.
    fn tpm(&mut self) {
        let version = self.kind(Kind::Tpm).find_map(|tpm| {
            let text = tpm.text("SpecVersion")?;
            let version = text.split(',').next().unwrap_or("").trim();
            ["1.2", "2.0"].contains(&version).then(|| (tpm, version.to_owned()))
        });
        if let Some((tpm, version)) = version {
            return self.put_as(Key::Tpm, tpm, "SpecVersion", version);
        }
        let present = self
            .kind(Kind::Tpm)
            .find_map(|tpm| Some((tpm, tpm.get("TpmPresent").and_then(truth)?)));
        if let Some((tpm, present)) = present {
            let text = if present { "1.2 or 2.0" } else { "none" };
            self.put_as(Key::Tpm, tpm, "TpmPresent", text.to_owned());
        }
    }
}

/// True or false, in JSON or in a list.
pub(super) fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(truth) => Some(*truth),
        Value::String(text) if text.trim().eq_ignore_ascii_case("true") => Some(true),
        Value::String(text) if text.trim().eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}
