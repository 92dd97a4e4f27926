//! Products whose exports are known by the set of their headings. What they call a column, and in
//! which unit they write it without saying so, counts before what others call it. The table is the
//! file.
//!
//! Headings from the programs themselves and their documentation: RVTools, Lansweeper, Microsoft
//! Configuration Manager and Intune, ServiceNow, IBM Tivoli, GLPI, hardinfo, OCS Inventory, Proxmox
//! VE.

use super::super::facts::Key;
use super::aliases::Means;

/// How a product writes numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// As anyone.
    Freely,
    /// Whole numbers: a point or a comma stands between thousands.
    Whole,
    /// The same, of all disks together: the disk that is meant may be smaller.
    WholeSum,
    /// The sum of all disks.
    Sum,
    /// Cut or rounded to whole units, so that `8` is from 7.5 to 9, and `0` may be anything below.
    Rounded,
    /// The same, of all disks together.
    RoundedSum,
}

/// A column of a product.
#[derive(Debug)]
pub struct Field {
    /// Its heading, folded, without a unit.
    pub name: &'static str,
    /// What it means.
    pub means: Means,
    /// The unit of its numbers, whatever the heading says; empty: what the heading says.
    pub unit: &'static str,
    /// How its numbers are written.
    pub written: Written,
}

/// A product.
#[derive(Debug)]
pub struct Product {
    /// Its name, for people.
    pub name: &'static str,
    /// Of each group one heading must be there, folded, with a unit or without.
    pub needs: &'static [&'static [&'static str]],
    /// Its columns.
    pub fields: &'static [Field],
    /// What is true of every machine in it.
    pub always: &'static [(Key, &'static str)],
    /// What else there is to say of it.
    pub note: &'static str,
}

const fn field(name: &'static str, means: Means) -> Field {
    Field { name, means, unit: "", written: Written::Freely }
}

const fn size(name: &'static str, key: Key, unit: &'static str, written: Written) -> Field {
    Field { name, means: Means::Fact(key), unit, written }
}

use Key::{
    ClockBase, ClockSeen, Cores, CpuHypervisor, CpuText, DiskFree, DiskSize, DiskVolume,
    MemoryInstalled, MemoryVisible, PageFile, Sockets, Threads,
};
use Means::{Each, Fact, Maker, Name, NameOrProcessor, Nothing};
use Written::{Freely, Rounded, RoundedSum, Sum, Whole, WholeSum};

/// The products, tried in this order.
pub const PRODUCTS: &[Product] = &[
    Product {
        name: "RVTools vInfo",
        needs: &[&["vm"], &["powerstate"], &["cpus"], &["memory"]],
        fields: &[
            field("vm", Name(1)),
            field("dnsname", Name(2)),
            field("host", Nothing),
            size("cpus", Threads, "", Whole),
            size("memory", MemoryInstalled, "MiB", Whole),
            size("totaldiskcapacity", DiskSize, "MiB", WholeSum),
            size("provisioned", DiskSize, "MiB", WholeSum),
            field("inuse", Nothing),
            field("disks", Nothing),
            field("ram", Nothing),
        ],
        always: &[(CpuHypervisor, "true")],
        note: "",
    },
    Product {
        name: "RVTools vHost",
        needs: &[&["host"], &["cpumodel"], &["speed"], &["nummemory"]],
        fields: &[
            field("host", Name(1)),
            size("speed", ClockBase, "MHz", Whole),
            field("numcpu", Fact(Sockets)),
            field("corespercpu", Each(Cores)),
            field("numcores", Fact(Cores)),
            field("numvcpus", Nothing),
            size("nummemory", MemoryVisible, "MiB", Whole),
        ],
        always: &[],
        note: "",
    },
    Product {
        name: "RVTools vPartition",
        needs: &[&["vm"], &["powerstate"], &["disk"], &["capacitymib", "capacitymb"]],
        fields: &[
            field("vm", Name(1)),
            field("host", Nothing),
            field("disk", Fact(DiskVolume)),
            size("capacity", DiskSize, "MiB", Whole),
            size("free", DiskFree, "MiB", Whole),
        ],
        always: &[(CpuHypervisor, "true")],
        note: "a row is one volume of a machine",
    },
    Product {
        name: "Lansweeper",
        needs: &[
            &["assetname"],
            &["memorygb", "memory", "processor"],
            &["assetid", "domain", "iplocation"],
        ],
        fields: &[
            field("assetname", Name(1)),
            field("assetid", Name(17)),
            size("memory", MemoryVisible, "", Rounded),
            size("totaldisk", DiskSize, "", RoundedSum),
            field("numcpu", Fact(Sockets)),
        ],
        always: &[],
        note: "",
    },
    Product {
        name: "Configuration Manager",
        needs: &[&[
            "totalphysicalmemory0",
            "totalvisiblememorysize0",
            "maxclockspeed0",
            "normspeed0",
            "numberofcores0",
            "netbiosname0",
            "freespace0",
        ]],
        fields: &[
            field("netbiosname0", Name(1)),
            field("name0", NameOrProcessor),
            field("computername0", Name(1)),
            field("cpuname0", Fact(CpuText)),
            field("processorname0", Fact(CpuText)),
            size("totalphysicalmemory0", MemoryVisible, "KiB", Whole),
            size("totalvisiblememorysize0", MemoryVisible, "KiB", Whole),
            size("maxclockspeed0", ClockBase, "MHz", Whole),
            size("normspeed0", ClockBase, "MHz", Whole),
            size("currentclockspeed0", ClockSeen, "MHz", Whole),
            field("numberofprocessors0", Fact(Sockets)),
            field("numberofcores0", Each(Cores)),
            field("numberoflogicalprocessors0", Each(Threads)),
            size("size0", DiskSize, "MiB", Whole),
            size("freespace0", DiskFree, "MiB", Whole),
            field("manufacturer0", Maker),
            field("model0", Maker),
        ],
        always: &[],
        note: "",
    },
    Product {
        name: "Intune",
        needs: &[
            &["devicename"],
            &["totalstorage", "storagetotal"],
            &["freestorage", "storagefree"],
        ],
        fields: &[
            field("devicename", Name(1)),
            size("totalstorage", DiskSize, "MB", Freely),
            size("freestorage", DiskFree, "MB", Freely),
            // So its programming interface calls them.
            size("storagetotal", DiskSize, "MB", Freely),
            size("storagefree", DiskFree, "MB", Freely),
        ],
        always: &[],
        note: "",
    },
    Product {
        name: "ServiceNow",
        needs: &[&["cputype"], &["cpucount"], &["ram", "rammb"]],
        fields: &[
            field("name", Name(1)),
            field("cpuname", Fact(CpuText)),
            field("cpucount", Fact(Sockets)),
            field("cpucorecount", Each(Cores)),
            size("cpuspeed", ClockBase, "MHz", Freely),
            size("ram", MemoryInstalled, "MB", Freely),
            size("diskspace", DiskSize, "GB", Sum),
        ],
        always: &[],
        note: "",
    },
    Product {
        name: "IBM Tivoli",
        needs: &[
            &["hostname"],
            &["memorylimit", "memorylimitmb"],
            &["cpucoresinstalled", "numcpus"],
        ],
        fields: &[
            field("hostname", Name(1)),
            size("cpuspeed", ClockBase, "MHz", Freely),
            field("cpucoresinstalled", Fact(Cores)),
            size("memorylimit", MemoryVisible, "MB", Freely),
        ],
        always: &[],
        note: "",
    },
    Product {
        name: "hardinfo",
        needs: &[&["cpuname"], &["cpuconfig"], &["physicalmib"]],
        fields: &[
            size("physical", MemoryInstalled, "MiB", Freely),
            size("memory", MemoryVisible, "KiB", Freely),
            // The clock of the moment on one system, the highest on another.
            field("cpuconfig", Nothing),
            field("machinetype", Maker),
        ],
        always: &[],
        note: "",
    },
    Product {
        name: "OCS Inventory",
        needs: &[&["processort"], &["processors"], &["memory"]],
        fields: &[
            field("name", Name(1)),
            field("deviceid", Name(17)),
            field("processort", Fact(CpuText)),
            size("processors", ClockSeen, "MHz", Freely),
            size("memory", MemoryInstalled, "MiB", Freely),
            size("swap", PageFile, "MiB", Freely),
            field("type", Nothing),
        ],
        always: &[],
        note: "",
    },
    Product {
        name: "Hyper-V",
        needs: &[&["memorystartup"], &["processorcount"]],
        fields: &[
            field("name", Name(1)),
            field("vmname", Name(1)),
            size("memorystartup", MemoryInstalled, "B", Whole),
            field("processorcount", Fact(Threads)),
        ],
        always: &[(CpuHypervisor, "true")],
        note: "",
    },
    Product {
        name: "Proxmox VE",
        needs: &[&["vmid"], &["maxmem"]],
        fields: &[
            field("name", Name(1)),
            size("maxmem", MemoryInstalled, "B", Whole),
            size("maxdisk", DiskSize, "B", Whole),
            field("cpus", Fact(Threads)),
            field("maxcpu", Fact(Threads)),
            field("mem", Nothing),
            field("disk", Nothing),
            field("cpu", Nothing),
        ],
        always: &[],
        note: "",
    },
    Product {
        name: "Windows",
        needs: &[&["numberofcores"], &["numberofprocessors"]],
        fields: &[field("numberofcores", Each(Cores))],
        always: &[],
        note: "",
    },
    Product {
        name: "Win32_Processor",
        needs: &[&["name"], &["numberofcores"], &["maxclockspeed", "numberoflogicalprocessors"]],
        fields: &[
            field("name", NameOrProcessor),
            field("numberofcores", Each(Cores)),
            field("numberoflogicalprocessors", Each(Threads)),
        ],
        always: &[],
        note: "",
    },
];

impl Product {
    /// The product that a table's headings, folded, are of.
    pub fn of(headings: &[String]) -> Option<&'static Product> {
        let there = |name: &&str| headings.iter().any(|heading| heading == name);
        PRODUCTS.iter().find(|product| product.needs.iter().all(|any| any.iter().any(there)))
    }

    /// Its column of a name.
    pub fn field(&'static self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}
