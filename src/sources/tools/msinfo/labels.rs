//! The labels of System Information in the languages of Windows, as far as they are needed: where
//! a report is whole, the shapes and the order of its items tell the same.

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The machine's name.
    Name,
    /// The processor.
    Processor,
    /// The memory that is fitted.
    Installed,
    /// The memory that the system sees.
    Visible,
    /// The size of the paging file.
    PageFile,
    /// The folder of Windows.
    Windows,
    /// Whether the firmware verifies what it starts.
    SecureBoot,
    /// Whether the system guards itself by a hypervisor.
    Guard,
    /// Something else whose label must be known to be cut off where a tab became a blank.
    Other,
}

const LABELS: &[(What, &[&str])] = &[
    (
        What::Name,
        &[
            "system name",
            "systemname",
            "nom du système",
            "nom système",
            "nombre del sistema",
            "nombre de sistema",
            "nome sistema",
            "nome do sistema",
            "systeemnaam",
            "nazwa systemu",
            "имя системы",
            "имя компьютера",
            "název systému",
            "názov systému",
            "systemnamn",
            "systemnavn",
            "järjestelmän nimi",
            "sistem adı",
            "rendszernév",
            "rendszer neve",
            "nume sistem",
            "όνομα συστήματος",
            "ім'я системи",
            "システム名",
            "系统名称",
            "系統名稱",
            "시스템 이름",
        ],
    ),
    (
        What::Processor,
        &[
            "processor",
            "prozessor",
            "processeur",
            "procesador",
            "processore",
            "processador",
            "procesor",
            "процессор",
            "процесор",
            "suoritin",
            "işlemci",
            "processzor",
            "επεξεργαστής",
            "プロセッサ",
            "プロセッサー",
            "处理器",
            "處理器",
            "프로세서",
        ],
    ),
    (
        What::Installed,
        &[
            "installed physical memory (ram)",
            "installed physical memory",
            "installierter physischer speicher (ram)",
            "mémoire physique (ram) installée",
            "memoria física instalada (ram)",
            "memoria fisica installata (ram)",
            "memória física (ram) instalada",
            "memória física instalada (ram)",
            "geïnstalleerd fysiek geheugen (ram)",
            "zainstalowana pamięć fizyczna (ram)",
            "установленная оперативная память (ram)",
            "インストール済みの物理メモリ (ram)",
            "インストール済みの物理メモリ",
            "インストール済の物理メモリ",
            "已安装的物理内存(ram)",
            "已安装的物理内存",
            "已安裝的實體記憶體 (ram)",
        ],
    ),
    (
        What::Visible,
        &[
            "total physical memory",
            "gesamter physischer speicher",
            "gesamter realer speicher",
            "gesamter physikalischer speicher",
            "mémoire physique totale",
            "memoria física total",
            "memoria fisica totale",
            "memória física total",
            "totaal fysiek geheugen",
            "całkowita pamięć fizyczna",
            "całkowity rozmiar pamięci fizycznej",
            "полный объем физической памяти",
            "полный объём физической памяти",
            "celková fyzická paměť",
            "totalt fysiskt minne",
            "totalt fysisk minne",
            "toplam fiziksel bellek",
            "合計物理メモリ",
            "物理メモリの合計",
            "总的物理内存",
            "物理内存总量",
            "實體記憶體總計",
            "총 실제 메모리",
        ],
    ),
    (
        What::PageFile,
        &[
            "page file space",
            "größe der auslagerungsdatei",
            "auslagerungsdateigröße",
            "espace pour le fichier d’échange",
            "espacio de archivo de paginación",
            "spazio file di paging",
            "espaço para arquivo de paginação",
            "ruimte voor wisselbestand",
        ],
    ),
    (
        What::Windows,
        &[
            "windows directory",
            "windows-verzeichnis",
            "répertoire windows",
            "directorio de windows",
            "directory windows",
            "pasta do windows",
            "diretório do windows",
            "windows-map",
            "katalog systemu windows",
            "папка windows",
            "windows ディレクトリ",
            "windows 目录",
            "windows 目錄",
        ],
    ),
    (
        What::SecureBoot,
        &[
            "secure boot state",
            "sicherer startzustand",
            "état du démarrage sécurisé",
            "état de démarrage sécurisé",
            "estado de arranque seguro",
            "estado del arranque seguro",
            "stato avvio protetto",
            "stato di avvio protetto",
            "estado da inicialização segura",
            "estado de inicialização segura",
            "состояние безопасной загрузки",
            "stan bezpiecznego rozruchu",
            "status beveiligd opstarten",
            "status van beveiligd opstarten",
            "güvenli önyükleme durumu",
            "セキュア ブートの状態",
            "安全启动状态",
            "安全開機狀態",
            "보안 부팅 상태",
        ],
    ),
    (
        What::Guard,
        &[
            "virtualization-based security",
            "virtualisierungsbasierte sicherheit",
            "sécurité basée sur la virtualisation",
            "seguridad basada en la virtualización",
            "sicurezza basata su virtualizzazione",
            "segurança com base em virtualização",
            "безопасность на основе виртуализации",
            "仮想化ベースのセキュリティ",
            "基于虚拟化的安全性",
        ],
    ),
    (
        What::Other,
        &[
            "system model",
            "system manufacturer",
            "system type",
            "os name",
            "os version",
            "bios mode",
            "hyper-v - vm monitor mode extensions",
            "hyper-v - second level address translation extensions",
            "hyper-v - virtualization enabled in firmware",
            "hyper-v - data execution protection",
        ],
    ),
];

/// What a label stands for, whatever its case and a colon after it.
pub fn what(label: &str) -> Option<What> {
    // None is longer.
    if label.len() > 120 {
        return None;
    }
    // The Turkish capital with a dot keeps it as a character of its own.
    let label = label.trim_end_matches([':', '：', ' ']).to_lowercase().replace('\u{307}', "");
    let known = LABELS.iter().find(|(_, names)| names.contains(&label.as_str()));
    known.map(|(what, _)| *what)
}

/// Takes a known label off the beginning of a line whose tabs became blanks.
pub fn split_known(line: &str) -> Option<(&str, &str)> {
    let blanks = line.match_indices(' ').map(|(at, _)| at).take(8);
    let cuts: Vec<usize> = blanks.collect();
    let cut = cuts.into_iter().rev().find(|at| what(&line[..*at]).is_some())?;
    Some((line[..cut].trim(), line[cut..].trim()))
}
