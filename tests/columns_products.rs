//! The columns of real inventories: the headings that products write, and what each means.

use crate::support::{columns, row};
use minspec::sources::All;
use minspec::sources::inventory::{CSV, Columns};

fn csv(table: &str) -> All {
    CSV.all("t.csv", table).unwrap_or_else(|why| panic!("{why}\n{table}"))
}

// Real tables.

#[rustfmt::skip]
const VINFO: &[&str] = &[
    "VM", "Powerstate", "Template", "DNS Name", "CPUs", "Overall Cpu Readiness", "Memory",
    "Active Memory", "NICs", "Disks", "Total disk capacity MiB", "Video Ram KiB",
    "Provisioned MiB", "In Use MiB", "Annotation", "Datacenter", "Host", "VM ID",
];

#[test]
#[rustfmt::skip] // a table
fn rvtools() {
    let cells = [
        "web-01", "poweredOn", "False", "web-01.lan", "2", "0.4", "16,384", "1,024", "1", "2",
        "102,400", "4,096", "110,592", "51,200", "", "dc", "esxi-07", "vm-12",
    ];
    let all = columns(VINFO, &[&cells]);
    assert_eq!(all.read_as().as_deref(), Some("read as RVTools vInfo, Memory in MiB"));
    assert_eq!(all.name(|n| cells[n]), Some("web-01"), "not the host");
    assert_eq!(
        row(VINFO, &cells),
        [
            "threads 2", "memory.installed 16384 MiB", "disk.size up to 102400 MiB",
            "cpu.hypervisor true",
        ]
    );
    // The same by a German Excel.
    let german = cells.map(|cell| cell.replace(',', "."));
    let german: Vec<&str> = german.iter().map(String::as_str).collect();
    assert_eq!(row(VINFO, &german), row(VINFO, &cells));

    let host = [
        "Host", "Datacenter", "CPU Model", "Speed", "HT Active", "# CPU", "Cores per CPU",
        "# Cores", "CPU usage %", "# Memory", "Memory usage %", "# VMs", "# vCPUs", "vRAM",
        "Vendor", "Model",
    ];
    let cells = [
        "esx1", "dc", "Intel(R) Xeon(R) Gold 6130 CPU @ 2.10GHz", "2,095", "True", "2", "16", "32",
        "7", "262,098", "61", "20", "60", "180,224", "Acme", "Rack 1",
    ];
    let expected = [
        "cpu.text Intel(R) Xeon(R) Gold 6130 CPU @ 2.10GHz", "clock.base 2095 MHz", "sockets 2",
        "cores 32", "memory.visible 262098 MiB",
    ];
    assert_eq!(row(&host, &cells), expected);
    assert_eq!(columns(&host, &[&cells]).name(|n| cells[n]), Some("esx1"));

    let partition = [
        "VM", "Powerstate", "Template", "Disk", "Capacity MiB", "Consumed MiB", "Free MiB",
        "Free %", "Host",
    ];
    let cells =
        ["web-01", "poweredOn", "False", "C:\\", "81,374", "40,000", "41,374", "51", "esx1"];
    assert_eq!(
        row(&partition, &cells),
        ["disk.volume C:\\", "disk.size 81374 MiB", "disk.free 41374 MiB", "cpu.hypervisor true"]
    );
}

#[test]
#[rustfmt::skip] // a table
fn configuration_manager_and_what_is_made_of_it() {
    assert_eq!(
        row(
            &[
                "Netbios_Name0", "Name0", "MaxClockSpeed0", "NumberOfProcessors0",
                "NumberOfCores0", "NumberOfLogicalProcessors0", "TotalPhysicalMemory0", "Size0",
                "FreeSpace0", "Model0",
            ],
            &[
                "PC1", "Intel(R) Xeon(R) CPU E5-2620 v4 @ 2.10GHz", "2100", "2", "8", "16",
                "33457060", "476323", "20000", "VMware7,1",
            ],
        ),
        [
            "cpu.text Intel(R) Xeon(R) CPU E5-2620 v4 @ 2.10GHz", "clock.base 2100 MHz",
            "sockets 2", "cores 16", "threads 32", "memory.visible 33457060 KiB",
            "disk.size 476323 MiB", "disk.free 20000 MiB", "cpu.hypervisor true",
        ]
    );
    // Where it is not said how many processors there are, of each is the least.
    let cores = row(&["Name0", "NumberOfCores0", "TotalPhysicalMemory0"], &["PC1", "4", "8265000"]);
    assert_eq!(cores, ["cores at least 4", "memory.visible 8265000 KiB"]);
    let mapping = [
        "MachineName", "SystemManufacturer", "SystemModel", "SystemSerialNumber",
        "ProcessorSpeedGHz", "ProcessorName", "NumberofProcessors", "MemoryKB", "DiskSpaceMB",
        "FreeDiskSpaceMB", "SystemType", "ChassisTypes",
    ];
    let cells = [
        "PC2", "Acme", "M1", "S1", "3000", "Intel(R) Core(TM) i5-8500 CPU @ 3.00GHz", "1",
        "16665000", "476837", "203117", "x64-based PC", "3",
    ];
    assert_eq!(
        row(&mapping, &cells),
        [
            "clock.rated 3000 MHz", "cpu.text Intel(R) Core(TM) i5-8500 CPU @ 3.00GHz",
            "sockets 1", "memory.visible 16665000 KB", "disk.offered 476837 MB",
            "disk.free 203117 MB",
        ]
    );
}

#[test]
#[rustfmt::skip] // a table
fn lansweeper_intune_servicenow_tivoli_and_snipe_it() {
    let lansweeper = [
        "AssetID", "AssetName", "Domain", "Manufacturer", "Model", "Memory (GB)",
        "Total Disk (GB)", "Processor", "#CPU", "Serialnumber",
    ];
    let cells = ["17", "PC3", "lan", "Acme", "M1", "8", "465", "Intel Core i5-8500", "1", "S1"];
    let all = columns(&lansweeper, &[&cells]);
    assert_eq!(all.name(|n| cells[n]), Some("PC3"));
    assert_eq!(
        row(&lansweeper, &cells),
        [
            "memory.visible 7.5 GB to 9 GB", "disk.size up to 466 GB",
            "cpu.text Intel Core i5-8500", "sockets 1",
        ]
    );
    let small = ["17", "PC3", "lan", "Acme", "M1", "0", "465", "Pentium II", "1", "S1"];
    assert!(row(&lansweeper, &small)[0].starts_with("memory.visible? "));

    let intune = [
        "Device name", "Primary user UPN", "OS", "Manufacturer", "Model", "Total storage",
        "Free storage", "SkuFamily",
    ];
    assert_eq!(
        row(&intune, &["PC4", "a@b", "Windows", "Acme", "M1", "243587.00", "120000.00", "Pro"]),
        ["disk.size 243587.00 MB", "disk.free 120000.00 MB"]
    );
    let servicenow = [
        "name", "os", "manufacturer", "cpu_count", "cpu_speed(MHz)", "cpu_type", "ram(MB)",
        "disk_space(GB)", "serial_number", "virtual",
    ];
    assert_eq!(
        row(
            &servicenow,
            &[
                "srv1", "Linux", "Acme", "2", "2100", "Intel Xeon Gold 6130", "65536", "600", "S1",
                "false",
            ]
        ),
        [
            "sockets 2", "clock.base 2100 MHz", "cpu.text Intel Xeon Gold 6130",
            "memory.installed 65536 MB", "disk.size up to 600 GB",
        ]
    );
    let tivoli =
        ["HOST_NAME", "CPU_SPEED", "CPU_CORES_INSTALLED", "NUM_CPUS", "MEMORY_LIMIT", "MODEL"];
    assert_eq!(
        row(&tivoli, &["aix1", "3000", "8", "2", "16384", "9117"]),
        ["clock.base 3000 MHz", "cores 8", "memory.visible 16384 MB"]
    );
    // Fields that the users of an asset system add.
    let snipe = [
        "Company", "Name", "Asset Tag", "Category", "Model", "Purchase Cost", "CPU", "RAM",
        "Storage",
    ];
    let cells = [
        "Acme", "PC5", "A-17", "Laptop", "M1", "900.00", "Intel Core i7-8700", "16GB DDR4-2666",
        "512GB NVMe SSD",
    ];
    assert_eq!(
        row(&snipe, &cells),
        [
            "cpu.text Intel Core i7-8700", "memory.installed 16 GB DDR4-2666",
            "disk.offered 512 GB NVMe SSD",
        ]
    );
}

#[test]
#[rustfmt::skip] // a table
fn glpi_in_the_languages_of_its_users() {
    #[track_caller]
    fn check(headings: [&str; 4], cells: [&str; 4], memory: &str) {
        let all = columns(&headings, &[&cells]);
        assert_eq!(all.name(|n| cells[n]), Some("pc1"), "{headings:?}");
        let said = row(&headings, &cells);
        assert_eq!(said[0], "cpu.text Intel Core i5-8500", "{headings:?}");
        assert_eq!(said[1], format!("memory.installed {memory}"), "{headings:?}");
        assert_eq!(said[2], "disk.size 476,5 GB".replace(',', "."), "{headings:?}");
        assert_eq!(all.product.map(|product| product.name), Some("GLPI"));
    }
    let cpu = "Intel Core i5-8500";
    check(
        ["Name", "Components - Processor", "Components - Memory", "Components - Hard drive"],
        ["pc1", cpu, "16 GiB", "476.5 GB"],
        "16 GiB",
    );
    check(
        [
            "Name", "Komponenten - Prozessor", "Komponenten - Arbeitsspeicher",
            "Komponenten - Festplatte",
        ],
        ["pc1", cpu, "16,00 GiB", "476,5 GB"],
        "16.00 GiB",
    );
    check(
        ["Nom", "Composants - Processeur", "Composants - Mémoire", "Composants - Disque dur"],
        ["pc1", cpu, "16 Gio", "476,5 GB"],
        "16 Gio",
    );
    check(
        ["Nombre", "Componentes - Procesador", "Componentes - Memoria", "Componentes - Disco duro"],
        ["pc1", cpu, "16 GiB", "476,5 GB"],
        "16 GiB",
    );
    check(
        ["Nome", "Componenti - Processore", "Componenti - Memoria", "Componenti - Disco rigido"],
        ["pc1", cpu, "16 GiB", "476,5 GB"],
        "16 GiB",
    );
    check(
        [
            "Nome", "Componentes - Processador", "Componentes - Memória",
            "Componentes - Disco rígido",
        ],
        ["pc1", cpu, "16 GiB", "476,5 GB"],
        "16 GiB",
    );
    check(
        ["Nazwa", "Komponenty - Procesor", "Komponenty - Pamięć", "Komponenty - Dysk twardy"],
        ["pc1", cpu, "16 GiB", "476,5 GB"],
        "16 GiB",
    );
    check(
        ["Название", "Компоненты - Процессор", "Компоненты - Память", "Компоненты - Жёсткий диск"],
        ["pc1", cpu, "16 ГиБ", "476,5 GB"],
        "16 ГиБ",
    );
    check(
        ["Naam", "Componenten - Processor", "Componenten - Geheugen", "Componenten - Harde schijf"],
        ["pc1", cpu, "16 GiB", "476,5 GB"],
        "16 GiB",
    );
    // "Operating System - Name" is no name of the machine.
    let more = [
        "Operating System - Name", "Name", "Components - Processor", "Volumes - Global size",
        "Volumes - Free size",
    ];
    let cells = [
        "Windows", "pc1", "Intel Xeon Silver 4310\nIntel Xeon Silver 4310", "100 GiB\n1 TiB",
        "20 GiB\n900 GiB",
    ];
    assert_eq!(columns(&more, &[&cells]).name(|n| cells[n]), Some("pc1"));
    assert_eq!(
        row(&more, &cells),
        [
            "cpu.text Intel Xeon Silver 4310", "sockets 2", "disk.size 100 GiB + 1 TiB",
            "disk.free 20 GiB to 900 GiB",
        ]
    );
}

#[test]
#[rustfmt::skip] // a table
fn sheets_that_people_made() {
    assert_eq!(
        row(
            &["hostname", "cpu", "cores", "mhz", "ram_mb", "disk_gb", "free_gb"],
            &["a", "Pentium III", "1", "500", "256", "20", "1.5"]
        ),
        [
            "cpu.text Pentium III", "cores 1", "clock.rated 500 mhz", "memory.installed 256 mb",
            "disk.offered 20 gb", "disk.free 1.5 gb",
        ]
    );
    assert_eq!(
        row(
            &["Computer name", "CPU Model", "RAM size in kb", "Hard Disk size in kb"],
            &["a", "Intel Core i5-8500", "16665000", "488386584"]
        ),
        ["cpu.text Intel Core i5-8500", "memory.visible 16665000 kb", "disk.offered 488386584 kb"]
    );
    assert_eq!(
        row(
            &["Rechnername", "Prozessor", "Arbeitsspeicher (GB)", "SSD", "HDD"],
            &["a", "Intel Core i5-8500", "16", "256 GB", "1 TB"]
        ),
        ["cpu.text Intel Core i5-8500", "memory.installed 16 GB", "disk.offered 256 GB + 1 TB"]
    );
    assert_eq!(
        row(
            &["Usuário", "Nome do computador", "Processador", "Memória Total", "Tamanho do HD"],
            &["eu", "pc", "Intel Core i3-2100", "8 GB", "500 GB"]
        ),
        ["cpu.text Intel Core i3-2100", "memory.installed 8 GB", "disk.offered 500 GB"]
    );
    // How many processors, where numbers stand; words that say nothing say nothing.
    assert_eq!(
        row(&["host", "Processors", "Cores per socket", "RAM"], &["a", "2", "8", "N/A"]),
        ["sockets 2", "cores 16"]
    );
    // Memory that no modules add up to is what a system sees.
    assert_eq!(row(&["host", "RAM (GB)"], &["a", "15.7"]), ["memory.visible 15.7 GB"]);
    assert_eq!(row(&["host", "RAM"], &["a", "8 GB; 8 GB"]), ["memory.installed 8 GB + 8 GB"]);
}

#[test]
#[rustfmt::skip] // a table
fn what_only_sounds_like_hardware_is_not_used() {
    let headings = [
        "CPU usage %", "Memory usage %", "Active Memory", "Video Ram KiB", "vRAM",
        "Overall Cpu Readiness", "VM Used memory", "Memory Tiering Type", "Free %", "# VMs",
        "Disk usage", "Memory slots", "RAM type", "CPU temperature", "CPU load", "Price",
        "Warranty (MONTHS)", "Model Notes", "Screen size", "GPU memory", "Max EVC",
    ];
    let mut all = vec!["cpu", "host"];
    all.extend(headings);
    let row: Vec<&str> = std::iter::repeat_n("12", all.len()).collect();
    let columns = columns(&all, &[&row]);
    let used: Vec<&str> =
        columns.columns[2..].iter().filter(|c| c.used).map(|c| &c.heading[..]).collect();
    assert_eq!(used, [""; 0]);
    // Alone, these are of anything.
    let alone = columns_of(&["host", "Speed", "Free", "RAM"]);
    assert!(alone.columns[1].used, "beside memory it is of the processor");
    let all = csv("host,cpus,ram (GB)\na,4,8\n");
    assert!(all.notes[0].contains("may be processors or the threads of one"), "{:?}", all.notes);
    assert!(all.notes[0].contains("--map \"sockets=cpus\""), "{:?}", all.notes);
    // A text that is no size is none for a whole column.
    let all = csv("host,cpu,storage\na,486,Acme A1\nb,486,Acme B2\n");
    assert!(
        all.notes[0].contains("its cells are no sizes, such as \"Acme A1\""),
        "{:?}",
        all.notes
    );
}

fn columns_of(headings: &[&str]) -> Columns {
    columns(headings, &[])
}

#[test]
#[rustfmt::skip] // a table
fn two_columns_of_one_fact_agree_or_are_unclear() {
    let headings = ["host", "Memory size", "RAM total"];
    assert_eq!(row(&headings, &["a", "16 GB", "16384 MB"]), ["memory.installed 16 GB"]);
    assert_eq!(row(&headings, &["a", "", "8 GB"]), ["memory.installed 8 GB"]);
    let why = &row(&headings, &["a", "16 GB", "8 GB"])[0];
    assert!(
        why.contains("column \"Memory size\"") && why.contains("column \"RAM total\""),
        "{why}",
    );
    // A third does not outvote one of them.
    let three = ["host", "Memory size", "RAM total", "RAM size"];
    assert!(row(&three, &["a", "16 GB", "8 GB", "8 GB"])[0].starts_with("memory.installed? "));
    // A spec file's own word is the better one.
    assert_eq!(row(&["host", "RAM", "memory"], &["a", "16 GB", "8 GB"]), ["memory.installed 8 GB"]);
}

#[test]
#[rustfmt::skip] // a table
fn a_table_that_is_no_inventory_is_refused() {
    for table in [
        "Company,Name,Asset Tag,Category,Model,Purchase Cost\nAcme,a,b,c,d,e\n",
        "Unique Asset Identifier,IPv4 Address,Virtual,DNS Name,Location\n1,2,3,4,5\n",
        "Item,Qty,Price\nmouse,2,10\nmat,3,5\n",
    ] {
        let why = CSV.all("t.csv", table).expect_err(table);
        assert!(
            why.contains("none of its columns is understood") && why.contains("--map"),
            "{why}",
        );
    }
}
