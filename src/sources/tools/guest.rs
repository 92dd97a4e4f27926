//! The names by which virtual machines give themselves away: what firmware says of maker and model.

/// What stands in the maker's or the model's name of a virtual machine only.
const SIGNS: &[&str] = &[
    "vmware",
    "virtualbox",
    "innotek",
    "qemu",
    "standard pc (",
    "virtual machine",
    "virtual platform",
    "virtualmac",
    "bochs",
    "parallels",
    "openstack",
    "amazon ec2",
    "google compute engine",
    "droplet",
    "nutanix",
    "ovirt",
    "rhev",
    "alibaba cloud",
    "bhyve",
    "hvm domu",
    "hyper-v",
];

/// Whole words of the same kind.
const WORDS: &[&str] = &["kvm", "xen"];

/// Whether a maker or a model is one of a virtual machine.
pub(in crate::sources) fn is_guest<'t>(names: impl IntoIterator<Item = &'t str>) -> bool {
    names.into_iter().any(|name| {
        let name = name.to_lowercase();
        let mut words = name.split(|c: char| !c.is_alphanumeric());
        SIGNS.iter().any(|sign| name.contains(sign)) || words.any(|word| WORDS.contains(&word))
    })
}
