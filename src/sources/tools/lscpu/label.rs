//! The labels of `lscpu`, as it is translated.

/// What a line of `lscpu` is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Architecture,
    Processors,
    Online,
    CoresPerCluster,
    CoresPerSocket,
    SocketsPerBook,
    Clusters,
    Sockets,
    Vendor,
    Family,
    Model,
    Name,
    Stepping,
    StaticMegahertz,
    SeenMegahertz,
    MaxMegahertz,
    Hypervisor,
    Virtualization,
    Flags,
    FirmwareName,
    Machine,
}

impl Label {
    /// The label with this text.
    pub(super) fn of(text: &str) -> Option<Label> {
        LABELS.iter().find(|(_, texts)| texts.contains(&text)).map(|(label, _)| *label)
    }
}

/// The English label first; then those of its translations, and of the clones on other systems.
#[rustfmt::skip]
const LABELS: &[(Label, &[&str])] = &[
    (Label::Architecture, &[
        "Architecture", "Architektur", "Arquitectura", "Arquitetura", "Architectuur",
        "Arkitektur", "Architektura", "Архитектура", "Архітектура", "Mimari", "Arhitektura",
        "アーキテクチャ", "架构", "Kiến trúc",
    ]),
    (Label::Processors, &[
        "CPU(s)", "Total CPU(s)", "Processeur(s)", "CPU's", "CPU(er)", "CPU'er", "CPU",
        "Počet CPU", "Процесори", "İşlemciler", "CPU(-a)",
    ]),
    (Label::Online, &[
        "On-line CPU(s) list", "On-line CPU(s)", "Liste der Online-CPU(s)",
        "Liste de processeur(s) en ligne", "Lista de la(s) CPU(s) en línea",
        "Lista das CPUs online", "Lista de CPU(s) on-line", "Online CPU's-lijst",
        "Lista över aktiva CPU(er)", "Tilkoblet cpu(er) liste", "Lista aktywnych CPU",
        "Seznam zapnutých CPU", "Список робочих ЦП", "Çevrimiçi işlemci(ler) listesi",
        "Popis online CPU-a", "オンラインになっている CPU のリスト", "在线 CPU 列表", "Danh sách CPU trực tuyến",
    ]),
    (Label::CoresPerCluster, &[
        "Core(s) per cluster", "Kern(e) pro Cluster", "Cœur(s) par cluster",
        "Núcleo(s) por «cluster»", "Núcleos por cluster", "Núcleo(s) por cluster",
        "Rdzeni na klaster", "Jader na klastr", "Ядер на кластер", "Jezgr(a/e) po klasteru",
    ]),
    (Label::CoresPerSocket, &[
        "Core(s) per socket", "Kern(e) pro Sockel", "Cœur(s) par socket",
        "Núcleo(s) por «socket»", "Núcleos por socket", "Núcleo(s) por soquete",
        "Kernen per voet", "Kärn(or) per uttag", "Kerner per sokkel", "Rdzeni na gniazdo",
        "Jader na patici", "Ядер на сокет", "Soket başına çekirdek", "Jezgra po podnožju",
        "ソケットあたりのコア数", "每个座的核数", "Số lõi mỗi đế cắm",
    ]),
    (Label::SocketsPerBook, &[
        "Socket(s) per book", "Sockel pro Buch", "Socket(s) par livre", "«Socket(s)» por libro",
        "Sockets por livro", "Soquete(s) por book", "Voeten per boek", "Uttag per bok",
        "Sokler per bog", "Gniazd na tom", "Patic na knihu", "Сокетів на книгу",
        "Kitap başına soket", "Podnožja po knjizi", "ブックあたりのソケット数", "每个 book 的座数",
        "Số Socket(s) trên mỗi lần đợi",
    ]),
    (Label::Clusters, &[
        "Cluster(s)", "Cluster", "«Cluster(s)»", "Klastrów", "Klastrů", "Кластери", "Klaster(i)",
    ]),
    (Label::Sockets, &[
        "Socket(s)", "Sockel", "«Socket(s)»", "Sockets", "Soquete(s)", "CPU-voeten", "Uttag",
        "Sokler", "Gniazd", "Patic", "Сокетов", "Сокети", "Soket(ler)", "CPU podnožja", "ソケット数",
        "座", "Số đế cắm",
    ]),
    (Label::Vendor, &[
        "Vendor ID", "Vendor", "Anbieterkennung", "Identifiant constructeur", "ID de fabricante",
        "ID de fornecedor", "Producent-ID", "Tillverkar-ID", "Leverandør-id", "ID producenta",
        "ID výrobce", "ID прроизводителя", "Ідентифікатор виробника", "Sağlayıcı Kimliği",
        "ID proizvođača", "ベンダー ID", "厂商 ID", "ID nhà sản xuất",
    ]),
    (Label::Family, &[
        "CPU family", "Prozessorfamilie", "Famille de processeur", "Familia de CPU",
        "Família da CPU", "CPU-familie", "CPU-familj", "Rodzina CPU", "Rodina CPU",
        "Семейство ЦПУ", "Сімейство процесорів", "İşlemci ailesi", "Familija CPU-a", "CPU ファミリー",
        "CPU 系列", "Họ CPU",
    ]),
    (Label::Model, &[
        "Model", "Modell", "Modèle", "Modelo", "Модель", "モデル", "型号", "Mô hình",
    ]),
    (Label::Name, &[
        "Model name", "Modellname", "Nom de modèle", "Nombre del modelo", "Nome do modelo",
        "Modelnaam", "Modellnamn", "Modelnavn", "Nazwa modelu", "Název modelu", "Имя модели",
        "Назва моделі", "Modem ismi", "Ime modela", "モデル名", "型号名称", "Tên mô hình",
    ]),
    (Label::Stepping, &[
        "Stepping", "Révision", "Revisión", "Passos", "Step", "Stegning", "Modelserie", "Wersja",
        "Степпинг", "Модифікація", "Adımlama", "ステッピング", "步进", "Bước",
    ]),
    (Label::StaticMegahertz, &[
        "CPU static MHz", "Statische Taktfrequenz der CPU in MHz",
        "Vitesse statique du processeur en MHz", "CPU MHz estáticos", "CPU com MHz estático",
        "vaste CPU-frequentie (MHz)", "CPU statisk MHz", "CPU statyczne MHz", "CPU statické MHz",
        "Статична частота процесора у МГц", "İşlemci statik MHz",
        "Statička frekvencija CPU-a (MHz)", "CPU 静态 MHz",
    ]),
    (Label::SeenMegahertz, &[
        "CPU dynamic MHz", "CPU(s) MHz", "CPU MHz", "Dynamische Taktfrequenz der CPU in MHz",
        "Vitesse dynamique du processeur en MHz", "CPU MHz dinámicos", "CPU MHz dinâmicos",
        "CPU com MHz dinâmico", "dynamische CPU-frequentie (MHz)", "CPU dynamisk MHz",
        "CPU dynamiczne MHz", "CPU dynamické MHz", "Динамічна частота процесора у МГц",
        "İşlemci dinamik MHz", "Dinamička frekvencija CPU-a (MHz)", "CPU 动态 MHz",
    ]),
    (Label::MaxMegahertz, &[
        "CPU max MHz", "Maximale Taktfrequenz der CPU", "Vitesse maximale du processeur en MHz",
        "CPU MHz máx.", "CPU MHz máximos", "max. CPU-frequentie (MHz)", "CPU maks. MHz",
        "CPU max. MHz", "Макс. частота процесора у МГц", "İşlemci en yüksek MHz",
        "CPU max frekvencija (MHz)", "CPU 最大 MHz", "Tần số đồng hồ CPU tối đa (MHz)",
    ]),
    (Label::Hypervisor, &[
        "Hypervisor vendor", "Hypervisor-Anbieter", "Constructeur d'hyperviseur",
        "Fabricante del hipervisor", "Fornecedor do hipervisor", "Fabricante do hipervisor",
        "Hypervisorproducent", "Hypervisortillverkare", "Hypervisorleverandør",
        "Producent hipernadzorcy", "Výrobce hypervizoru", "Разработчик гипервизора",
        "Виробник гіпервізора", "Hypervizör sağlayıcı", "Proizvođač hipervizora", "ハイパーバイザのベンダー",
        "超管理器厂商", "Nhà cung cấp bộ ảo hóa",
    ]),
    (Label::Hypervisor, &[
        "Hypervisor", "Hyperviseur", "Hipervisor", "Hipernadzorca", "Hypervizor", "Гипервизор",
        "Гіпервізор", "Hypervizör", "Hipervizor", "ハイパーバイザ", "超管理器", "Ảo hóa",
    ]),
    (Label::Virtualization, &[
        "Virtualization type", "Virtualisierungstyp", "Type de virtualisation",
        "Tipo de virtualización", "Tipo de virtualização", "Virtualisatiesoort",
        "Virtualiseringstyp", "Virtualisationstype", "Typ wirtualizacji", "Druh virtualizace",
        "Тип виртуализации", "Тип віртуалізації", "Sanallaştırma tipi", "Vrsta virtualizacije",
        "仮想化タイプ", "虚拟化类型", "Kiểu ảo hóa",
    ]),
    (Label::Flags, &[
        "Flags", "Markierungen", "Drapeaux", "Indicadores", "Bandeiras", "Opções", "Vlaggen",
        "Flaggor", "Flag", "Flagi", "Příznaky", "Флаги", "Прапорці", "Bayraklar", "Flagovi",
        "フラグ", "标记",
    ]),
    (Label::FirmwareName, &[
        "BIOS Model name", "BIOS-Modellname", "Nom de modèle BIOS", "Nombre del modelo de BIOS",
        "Nome do modelo da BIOS", "Nazwa modelu wg BIOS", "Biosový název modelu",
        "Назва моделі BIOS", "BIOS ime Modela", "BIOS 型号名称",
    ]),
    (Label::Machine, &[
        "Machine type", "Maschinentyp", "Type de machine", "Tipo de máquina", "Tipo da máquina",
        "Machinetype", "Maskintyp", "Maskintype", "Typ maszyny", "Typ stroje", "Тип архітектури",
        "Makine tipi", "Vrsta stroja", "机器类型",
    ]),
];
