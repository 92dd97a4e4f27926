//! What people and programs call the columns of an inventory, in the languages of their users.
//! The table is the file. The names are folded as [`fold`](super::heading::fold) does it.
//!
//! What belongs to one product, and is understood with its units, stands in
//! [`products`](super::products).

use super::super::facts::Key;
use std::collections::HashMap;
use std::sync::OnceLock;

/// What a column means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// The machine's name. Of several columns the lowest rank that says something counts.
    Name(u8),
    /// A fact.
    Fact(Key),
    /// The same, of each processor: cores or threads.
    Each(Key),
    /// A word, of which the cells may say yes or no: what either stands for.
    Word(Key, &'static str, &'static str),
    /// Processors by their name or, where all cells are numbers, how many.
    Processors,
    /// What ConfigMgr calls `Name0`: a processor's name, or the machine's.
    NameOrProcessor,
    /// A maker or a model, by which a virtual machine is known. Nothing else is read from it.
    Maker,
    /// It may be one or the other: told, and not used.
    Either(&'static str),
    /// Nothing that is read.
    Nothing,
}

/// How well a heading says what its column means; the lowest of several columns is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// The user says so.
    Stated,
    /// As a spec file says it.
    Exact,
    /// A product says so.
    Product,
    /// Plainly.
    Plain,
    /// It would do.
    Weak,
}

/// Names of a kind of column, and the unit of cells and headings that have none.
pub struct Alias {
    /// What they mean.
    pub means: Means,
    /// How well.
    pub rank: Rank,
    /// The unit of numbers without one; empty: none is known.
    pub unit: &'static str,
    /// The names, apart by blanks.
    pub names: &'static str,
}

const fn plain(means: Means, names: &'static str) -> Alias {
    Alias { means, rank: Rank::Plain, unit: "", names }
}

const fn weak(means: Means, names: &'static str) -> Alias {
    Alias { means, rank: Rank::Weak, unit: "", names }
}

const fn weak_with(means: Means, unit: &'static str, names: &'static str) -> Alias {
    Alias { means, rank: Rank::Weak, unit, names }
}

const fn with(means: Means, unit: &'static str, names: &'static str) -> Alias {
    Alias { means, rank: Rank::Plain, unit, names }
}

/// What a column is called anywhere.
pub const ALIASES: &[Alias] = &[
    // Names of machines
    plain(
        Means::Name(10),
        "hostname computername computer machinename devicename assetname netbiosname servername \
         systemname pcname dnshostname csname vmname rechnername computerbezeichnung \
         nomdelordinateur nomdelamachine nombredelequipo nombredeequipo nomecomputer \
         nomedocomputador nazwakomputera имякомпьютера computernaam instancename geratename \
         pscomputername nomduposte \
         nomdeposte nompc nomdupc nombrepc nombredelpc nomepc nomedopc nomemacchina nazwapc имяпк \
         计算机名 计算机名称 电脑名称 主机名 主机名称 電腦名稱 コンピュータ名 コンピューター名 ホスト名 pc名 컴퓨터이름",
    ),
    plain(Means::Name(11), "name machine"),
    plain(
        Means::Name(12),
        "nom nombre nome nazwa название имя наименование naam namn navn nimi nev ad nazev",
    ),
    plain(
        Means::Name(13),
        "host server vm dnsname fqdn node nodename pc rechner gerat workstation device",
    ),
    plain(Means::Name(18), "assettag assettagid inventorynumber inventarnummer assetid"),
    plain(Means::Name(19), "instancetype serialnumber serialno serial seriennummer servicetag"),
    // Processors
    plain(
        Means::Fact(Key::CpuText),
        "cpu ansibleprocessor cpuname cpumodel cputype cpumodelname cpubrand cpudescription \
        cpuinfo processor \
         processorname processormodel processortype processorbrand processordescription \
         processorinfo modelname0 prozessor prozessorname prozessortyp prozessormodell cpumodell \
         cputyp processeur typedeprocesseur modeleduprocesseur procesador tipodeprocesador \
         modelodelprocesador processore tipodiprocessore processador tipodeprocessador procesor \
         процессор процессоры цп типпроцессора модельпроцессора процесор processzor islemci \
         prosessor prosessori suoritin επεξεργαστης プロセッサ プロセッサー 处理器 處理器 프로세서 \
         prozessorbezeichnung typeprocesseur modeleprocesseur tipoprocesador modeloprocesador \
         tipoprocessore modelloprocessore modeloprocessador typprocesora modelprocesora cpu型号 \
         cpu型號 处理器型号 プロセッサ名 cpu名",
    ),
    weak(Means::Fact(Key::CpuText), "chip"),
    plain(
        Means::Processors,
        "processors prozessoren processeurs procesadores processori processadores procesory \
         processoren processorer",
    ),
    // Memory
    plain(
        Means::Fact(Key::MemoryInstalled),
        "memory memorysize memorytotal memoryinstalled memorycapacity memoryamount memoryram \
         installedmemory installedphysicalmemory installedram totalmemory mainmemory \
         systemmemory ram ramsize ramtotal ramcapacity ramamount raminstalled rammemory totalram \
         systemram mem memsize arbeitsspeicher hauptspeicher ramspeicher speicherram \
         arbeitsspeichergrosse memoire memoirevive memoireram memoiretotale memoria memoriaram \
         memoriatotal memoriatotale memoriainstalada memoriainstallata memoriainstalata pamiec \
         pamiecram pamiecoperacyjna память оперативнаяпамять озу объемозу объемпамяти \
         объемоперативнойпамяти оперативнапамять geheugen werkgeheugen interngeheugen \
         ramgeheugen pamet operacnipamet bellek memorie memorieram minne arbetsminne hukommelse \
         muisti keskusmuisti μνημη メモリ メモリー 内存 記憶體 메모리 totalramsize instancememory memoryinfosize \
         memoireinstallee taillememoire capacitememoire quantitaram quantidadedememoria iloscram \
         iloscpamieci объемram 内存容量 内存大小 記憶體容量 メモリ容量 メモリサイズ 搭載メモリ 実装メモリ",
    ),
    with(Means::Fact(Key::MemoryVisible), "B", "totalphysicalmemory cstotalphysicalmemory"),
    with(
        Means::Fact(Key::MemoryVisible),
        "KiB",
        "ansiblememtotal totalvisiblememorysize totalvisiblememory ostotalvisiblememorysize \
        memtotal",
    ),
    plain(
        Means::Fact(Key::MemoryVisible),
        "physicalmemory visiblememory usablememory memoryvisible osmemory physischerspeicher \
         gesamterphysischerspeicher memoirephysique memoirephysiquetotale memoriafisica \
         memoriafisicatotal memoriafisicatotale физическаяпамять",
    ),
    plain(
        Means::Either("may be memory or disk space; say which: --map \"memory=…\" or \"disk=…\""),
        "speicher",
    ),
    // Disks
    plain(
        Means::Fact(Key::DiskOffered),
        "disk diskspace diskcapacity disktotal disks totaldisk totaldiskspace totaldiskcapacity \
         disksizetotal physicaldisks hdd hddsize hddcapacity hddspace ssd ssdsize ssdcapacity hd \
         hdsize harddisk harddisks harddisksize harddiskcapacity harddiskspace hardisk harddrive \
         harddrives harddrivesize harddrivecapacity storage storagesize storagecapacity \
         internalstorage totalstorage drive drives festplatte festplatten festplattengrosse \
         festplattenkapazitat festplattenspeicher speicherplatz disquedur disquesdurs disque \
         stockage tailledudisque tailledudisquedur capacitedudisque discoduro discosduros disco \
         almacenamiento tamanodeldisco tamanodedisco discorigido discofisso dischirigidi \
         spaziosudisco tamanhodohd tamanhododisco armazenamento dysktwardy dyskitwarde dysk \
         pojemnoscdysku жесткийдиск жесткиедиски диск накопитель объемдиска размердиска \
         жорсткийдиск hardeschijf hardeschijven schijf schijfruimte opslag pevnydisk sabitdisk \
         merevlemez lagring kiintolevy σκληροςδισκος ハードディスク ディスク 硬盘 硬碟 磁盘 \
         하드디스크 디스크 totalharddrivesize totalharddisksize totalharddiskspace disktotalsize \
         capacidaddedisco capacidaddeldisco capacidaddiscoduro \
         tamanodiscoduro capacidadedodisco capacidadehd capacitadisco dimensionedisco \
         capacitedisque tailledisque capacitedudisquedur espacedisque rozmiardysku объемhdd \
         объемssd 硬盘容量 硬盘大小 磁盘容量 磁盘大小 硬碟容量 hdd容量 ssd容量 ディスク容量 ストレージ ストレージ容量",
    ),
    plain(
        Means::Fact(Key::DiskSize),
        "disksize drivesize volumesize totalstoragespace logicaldisksize systemdisksize \
         systemdrivesize drivecapacity",
    ),
    plain(
        Means::Fact(Key::DiskFree),
        "freespace freedisk freediskspace diskfree diskfreespace freestorage freestoragespace \
         storagefree availablestorage availablediskspace diskavailable diskspacefree \
         diskspaceavailable freehdd hddfree freeharddisk freeharddiskspace freierspeicherplatz \
         freierspeicher freierplatz espacelibre espacedisquelibre espaciolibre espaciolibreendisco \
         spaziolibero espacolivre espacolivreemdisco wolnemiejsce свободноеместо vrijeruimte \
         vrijeschijfruimte volnemisto bootdriveavailable espaciodisponible espacolivrenodisco \
         spaziodisponibile espacedisponible freierplattenplatz wolnemiejscenadysku 可用空间 剩余空间 \
         空き容量",
    ),
    weak(Means::Fact(Key::DiskFree), "free frei libre libero livre свободно vrij"),
    // Microsoft Graph tells them here only where it was asked for one machine.
    weak_with(Means::Fact(Key::DiskSize), "B", "hardwareinformationtotalstoragespace"),
    weak_with(Means::Fact(Key::DiskFree), "B", "hardwareinformationfreestoragespace"),
    // Clocks
    plain(
        Means::Fact(Key::ClockRated),
        "clock clockspeed clockrate clockfrequency cpuclock cpuspeed cpuclockspeed cpufrequency \
         cpufreq processorspeed processorclock processorclockspeed processorfrequency cpumhz \
         cpughz \
         taktfrequenz takt cputakt prozessortakt prozessorfrequenz frequenceduprocesseur \
         frequenceprocesseur frecuenciadelprocesador velocidaddelprocesador frequenzaprocessore \
         frequenzadelprocessore frequenciadoprocessador velocidadedoprocessador \
         czestotliwoscprocesora taktowanie частотапроцессора тактоваячастота процессорчастота \
         kloksnelheid processorfrequentie processorsnelheid velocidadprocesador velocidadcpu \
         frequenzacpu frequenciacpu frequencecpu vitesseprocesseur taktrate частотацп 主频 cpu主频 \
         cpu频率 クロック クロック周波数",
    ),
    // Only beside a processor: these are also of displays, networks and modules.
    weak(
        Means::Fact(Key::ClockRated),
        "speed mhz ghz frequency frequenz frequence frecuencia velocidad frequenza frequencia \
         velocidade czestotliwosc частота",
    ),
    plain(Means::Fact(Key::ClockBase), "baseclock baseclockspeed basefrequency basespeed"),
    // Windows calls the rated clock so.
    with(Means::Fact(Key::ClockBase), "MHz", "maxclockspeed"),
    plain(
        Means::Fact(Key::ClockMax),
        "turbo turboclock turbofrequency maxturbo maxturbofrequency boostclock boost maxspeed \
         maxfrequency maxcpuspeed cpumaxmhz",
    ),
    plain(Means::Fact(Key::ClockSeen), "currentclock currentspeed currentfrequency"),
    with(Means::Fact(Key::ClockSeen), "MHz", "currentclockspeed"),
    // Counts
    plain(
        Means::Fact(Key::Cores),
        "cores core corecount corestotal numcores numberofcores noofcores nocores totalcores \
         cpucores cpucorecount cpucoresinstalled physicalcores physicalcpucores corephysical \
         corescount coresphysical processornumberofcores kerne kernanzahl anzahlkerne \
         anzahlderkerne cpukerne coeurs nombredecoeurs nucleos numerodenucleos numerodicore \
         numerodicores rdzenie liczbardzeni ядра ядер количествоядер числоядер aantalcores \
         prozessoranzahlkerne prozessoranzahlderkerne processeurnombredecoeurs processorcores \
         totalnumberofcores anzahlcpukerne anzahlprozessorkerne nbcoeurs nombrecoeurs колвоядер \
         核心数 核数 cpu核数 コア数",
    ),
    plain(
        Means::Each(Key::Cores),
        "ansibleprocessorcores corespercpu corespersocket coresperprocessor corescpu coressocket",
    ),
    plain(
        Means::Fact(Key::Threads),
        "threads threadcount totalthreads numthreads numberofthreads cputhreads logicalprocessors \
         logicalcpus logicalcores numberoflogicalprocessors csnumberoflogicalprocessors \
         processornumberofthreads vcpu vcpus numvcpu numvcpus numberofvcpus потоки потоков \
         anzahlthreads nombredethreads ansibleprocessorvcpus vcpuinfodefaultvcpus \
         logicalprocessorcount колвопотоков \
         线程数 スレッド数",
    ),
    plain(
        Means::Fact(Key::Sockets),
        "sockets socket socketcount numsockets numberofsockets cpusockets physicalcpus \
         physicalprocessors numberofphysicalprocessors numberofprocessors csnumberofprocessors \
         noofprocessors ansibleprocessorcount anzahlprozessoren nombredeprocesseurs \
         numerodeprocesadores numerodeprocessadores \
         numerodiprocessori liczbaprocesorow числопроцессоров количествопроцессоров",
    ),
    plain(
        Means::Either(
            "may be processors or the threads of one; say which: --map \"sockets=…\" or \
             \"threads=…\"",
        ),
        "cpus cpucount cpunumber numcpu numcpus numberofcpus noofcpus nocpus numberofcpu \
         processorcount numprocessors anzahlcpu anzahlcpus nombredecpu numerodecpu cpu数 cpu数量",
    ),
    // Others
    plain(
        Means::Fact(Key::Arch),
        "architecture architecturetype processorarchitecture \
    cpuarchitecture cpuarch",
    ),
    plain(
        Means::Fact(Key::PageFile),
        "pagefile pagefilesize pagingfile swap swapsize swapspace swaptotal auslagerungsdatei",
    ),
    plain(Means::Fact(Key::CpuHypervisor), "virtual isvirtual virtualmachine isvirtualmachine"),
    // Firmware. A name of it may also be that of its version.
    plain(
        Means::Word(Key::Firmware, "uefi", "bios"),
        "firmware firmwaretype firmwaremode biosmode biostype biosmodus biosfirmwaretype bootmode \
         modebios modobios uefi uefi0 uefiboot uefimode uefienabled isuefi режимbios bios模式",
    ),
    plain(
        Means::Word(Key::SecureBoot, "enabled", "no or capable"),
        "securebootenabled securebootstate securebootstatus securebooton efisecureboot \
         secureboot0 issecurebootenabled sichererstartzustand",
    ),
    weak(Means::Word(Key::SecureBoot, "capable or enabled", "no or capable"), "secureboot"),
    plain(
        Means::Word(Key::SecureBoot, "capable or enabled", "no"),
        "securebootcapable securebootsupported securebootsupport",
    ),
    plain(
        Means::Word(Key::Tpm, "1.2 or 2.0", "none"),
        "tpmversion tpmspecversion tpmspec specversion0 versiontpm tpmversie \
        tpmspecificationversion",
    ),
    weak(Means::Word(Key::Tpm, "1.2 or 2.0", "none"), "tpm tpmpresent hastpm tpmchip"),
    plain(Means::Word(Key::Tpm, "2.0", "none or 1.2"), "tpm20 tpm2 hastpm20 tpm20present"),
    plain(
        Means::Word(Key::Virtualization, "enabled", "no or present"),
        "virtualizationenabled virtualizationfirmwareenabled virtualizationenabledinfirmware \
         vtenabled vtxenabled",
    ),
    weak(
        Means::Word(Key::Virtualization, "present or enabled", "no or present"),
        "virtualization vtx amdv vtsupport virtualizationsupport virtualizationtechnology",
    ),
    plain(
        Means::Maker,
        "manufacturer model systemmanufacturer systemmodel vendor modelname productname \
         hersteller modell fabricant modele fabricante modelo produttore modello producent \
         производитель модель fabrikant manufacturername manufacturer0 model0 computermodel \
         hardwaremodel",
    ),
];

/// Within a group of a GLPI export, of components or of volumes; alone these say nothing.
pub const OF_GROUPS: &[Alias] = &[
    plain(Means::Fact(Key::MemoryInstalled), "speicher"),
    plain(
        Means::Fact(Key::DiskSize),
        "globalsize totalsize size gesamtgrosse globalegrosse grosse tailleglobale tailletotale \
         taille tamanoglobal tamanototal tamano dimensioneglobale dimensionetotale tamanhoglobal \
         tamanhototal rozmiarcalkowity calkowityrozmiar общийразмер размер totalegrootte grootte",
    ),
    plain(
        Means::Fact(Key::DiskFree),
        "freesize freespace freiegrosse freierspeicher taillelibre espacelibre tamanolibre \
         espaciolibre dimensionelibera spaziolibero tamanholivre espacolivre wolnyrozmiar \
         wolnemiejsce свободныйразмер свободноеместо vrijegrootte vrijeruimte",
    ),
];

/// What a folded name means; within a group, what it means there.
pub fn find(name: &str, grouped: bool) -> Option<&'static Alias> {
    static NAMES: OnceLock<[HashMap<&'static str, &'static Alias>; 2]> = OnceLock::new();
    let [anywhere, groups] = NAMES.get_or_init(|| {
        [ALIASES, OF_GROUPS].map(|table| {
            let all = table
                .iter()
                .flat_map(|alias| alias.names.split(' ').map(move |name| (name, alias)));
            all.collect()
        })
    });
    let of_group = groups.get(name).filter(|_| grouped);
    let alias = of_group.or_else(|| anywhere.get(name));
    alias.copied()
}
