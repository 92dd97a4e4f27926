//! A node of the tree, whatever form it was printed in.

/// What the memory of the system is called. Most languages have one name for what the firmware lists
/// and what the kernel tells.
pub(super) const SYSTEM_MEMORY: &[&str] = &[
    "System Memory",
    "System memory",
    "Mémoire Système",
    "Mémoire système",
    "Memoria de sistema",
    "Memòria de sistema",
    "Systemspeicher",
    "Memória do sistema",
];

/// A value and its place.
#[derive(Clone, Debug, Default)]
pub(super) struct Value {
    pub(super) text: String,
    pub(super) place: String,
}

/// A node.
#[derive(Clone, Debug, Default)]
pub(super) struct Node {
    pub(super) id: String,
    pub(super) is_root: bool,
    pub(super) disabled: bool,
    /// Its class, where the form tells it.
    pub(super) class: String,
    pub(super) description: Option<Value>,
    pub(super) product: Option<Value>,
    pub(super) vendor: Option<Value>,
    pub(super) version: Option<Value>,
    pub(super) size: Option<Value>,
    pub(super) capacity: Option<Value>,
    pub(super) bus: Option<Value>,
    pub(super) logical: Vec<String>,
    /// Words with one blank between.
    pub(super) capabilities: Option<Value>,
    /// Words such as `cores=4`.
    pub(super) configuration: Option<Value>,
}

impl Node {
    /// Its id without the number: "cpu" of "cpu:1".
    pub(super) fn base(&self) -> &str {
        self.id.split(':').next().unwrap_or_default()
    }

    /// The processors themselves, not their logical parts.
    pub(super) fn is_processor(&self) -> bool {
        self.base() == "cpu" && (self.class.is_empty() || self.class == "processor")
    }

    /// A module of memory, not a chip that holds the firmware.
    pub(super) fn is_module(&self) -> bool {
        let what = self.description.as_ref().map_or("", |text| text.text.as_str());
        self.base() == "bank" && self.size.is_some() && !what.to_lowercase().contains("flash")
    }

    /// The name of a processor. Where the kernel's is not known, the product is the firmware's family,
    /// "Xeon (Fill By OEM)", and the name stands in the version.
    pub(super) fn name(&self) -> Option<&Value> {
        const WORDS: &[&str] = &["(R)", "(TM)", "(tm)", "CPU", "Processor"];
        let is_brand = |value: &&Value| WORDS.iter().any(|word| value.text.contains(word));
        let brand = self.product.as_ref().filter(is_brand);
        brand.or(self.version.as_ref().filter(is_brand)).or(self.product.as_ref())
    }

    /// Disks that stay in the machine.
    pub(super) fn is_fixed_disk(&self) -> bool {
        let is_disk = match self.class.as_str() {
            "" => ["disk", "namespace"].contains(&self.base()),
            class => class == "disk",
        };
        let on_usb = self.bus.as_ref().is_some_and(|bus| bus.text.starts_with("usb"));
        let words = self.capabilities.as_ref().map_or("", |words| words.text.as_str());
        is_disk && self.base() != "cdrom" && !on_usb && !words.split(' ').any(|w| w == "removable")
    }

    /// Whether it is a device on the PCI bus.
    pub(super) fn on_pci(&self) -> bool {
        self.bus.as_ref().is_some_and(|bus| bus.text.starts_with("pci"))
    }

    /// A setting of its configuration.
    pub(super) fn set(&self, name: &str) -> Option<&str> {
        let words = self.configuration.as_ref()?.text.split(' ');
        words.filter_map(|word| word.split_once('=')).find(|(key, _)| *key == name).map(|(_, v)| v)
    }
}
