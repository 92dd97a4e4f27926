//! Where output goes: standard output, or a file that is written whole or not at all.

use minspec::render::Out;
use minspec::sources::file::plain;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Mutex, Once, PoisonError};
use std::thread;
use tempfile::NamedTempFile;

/// Writes to standard output. A reader that goes away is no error, and everything is judged all the
/// same: the exit code is about all of it.
///
/// # Errors
/// What the system says, with where it was written to.
pub fn stdout(write: impl FnOnce(Out<'_>) -> io::Result<()>) -> Result<(), String> {
    patiently(io::stdout(), write).map_err(|error| format!("standard output: {}", plain(&error)))
}

/// Writes straight through to whoever reads.
fn patiently(
    reader: impl Write + Send,
    write: impl FnOnce(Out<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let mut out = BufWriter::new(Patient { reader: Some(reader) });
    write(&mut out).and_then(|()| out.flush())
}

/// A pipe, or what may be one, as long as somebody reads it.
struct Patient<W> {
    reader: Option<W>,
}

impl<W> Patient<W> {
    fn unless_gone<T>(
        &mut self,
        done: T,
        write: impl FnOnce(&mut W) -> io::Result<T>,
    ) -> io::Result<T> {
        match self.reader.as_mut().map(write) {
            Some(Err(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.reader = None;
                Ok(done)
            }
            Some(written) => written,
            None => Ok(done),
        }
    }
}

impl<W: Write> Write for Patient<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.unless_gone(bytes.len(), |reader| reader.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.unless_gone((), Write::flush)
    }
}

/// Writes to a file, or to standard output where there is none or it is `-`.
///
/// # Errors
/// What the system says, with the file's name; then the file is as it was before.
pub fn to(file: Option<&str>, write: impl FnOnce(Out<'_>) -> io::Result<()>) -> Result<(), String> {
    match file {
        // The names of the standard output are no files, whatever it was led to.
        None | Some("-" | "/dev/stdout" | "/dev/fd/1" | "/proc/self/fd/1") => stdout(write),
        Some("") => Err("-o: expected the name of a file, found nothing".to_owned()),
        Some(path) => whole(Path::new(path), write).map_err(|error| {
            let end = followed(path.into());
            let folder = end.parent().filter(|folder| !folder.as_os_str().is_empty());
            match folder.filter(|folder| !folder.exists()) {
                Some(folder) => format!("{path}: there is no folder {}", folder.display()),
                None => format!("{path}: {}", plain(&error)),
            }
        }),
    }
}

/// A regular file gets a new content by a rename, so that it is never half written; through
/// symbolic links, and with its mode and, as far as that is permitted, its owner kept. A device or a
/// pipe is written straight through.
fn whole(path: &Path, write: impl FnOnce(Out<'_>) -> io::Result<()>) -> io::Result<()> {
    // What is there at the end of all links decides: `/dev/stdout` can be a pipe without a name.
    let old = match fs::metadata(path) {
        Ok(old) => Some(old),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    if old.as_ref().is_some_and(fs::Metadata::is_dir) {
        return Err(io::Error::from(io::ErrorKind::IsADirectory));
    }
    if old.as_ref().is_some_and(|old| !old.is_file()) {
        return patiently(fs::OpenOptions::new().write(true).open(path)?, write);
    }
    let path = followed(path.to_owned());
    // A file that must not be written stays, though its folder would allow the rename.
    if old.is_some() {
        fs::OpenOptions::new().write(true).open(&path)?;
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut builder = tempfile::Builder::new();
    builder.prefix(".minspec-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let folder = folder.unwrap_or(Path::new("."));
    let (file, _unfinished) = Unfinished::begin(|| builder.tempfile_in(folder))?;
    let mut out = BufWriter::new(Ahead::of(file.as_file())?);
    write(&mut out).and_then(|()| out.flush())?;
    drop(out);
    if let Some(old) = old {
        // Before the mode, of which a change of the owner takes parts away.
        #[cfg(unix)]
        keep_owner(file.as_file(), &old);
        file.as_file().set_permissions(old.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(&path)?;
    Ok(())
}

/// A file that goes on to the disk while it is written, so that little is left to wait for in the
/// end. What is wrong with the disk is told then.
struct Ahead {
    file: fs::File,
    /// So many bytes were written since it was last sent on.
    written: usize,
    /// Sends it on.
    sender: Option<SyncSender<()>>,
}

impl Ahead {
    /// A short file is not sent ahead.
    const STEP: usize = 16 << 20;

    fn of(file: &fs::File) -> io::Result<Ahead> {
        Ok(Ahead { file: file.try_clone()?, written: 0, sender: None })
    }
}

impl Write for Ahead {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.written += written;
        if self.written >= Ahead::STEP {
            self.written = 0;
            if self.sender.is_none() {
                let (sender, steps) = sync_channel(1);
                let file = self.file.try_clone()?;
                thread::spawn(move || steps.iter().for_each(|()| drop(file.sync_data())));
                self.sender = Some(sender);
            }
            // One that is still busy takes this step along with the next.
            if let Some(sender) = &self.sender {
                let _ = sender.try_send(());
            }
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Only the superuser gives files to others; for anybody else the new file is their own.
#[cfg(unix)]
fn keep_owner(file: &fs::File, old: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let new = file.metadata().map(|new| (new.uid(), new.gid()));
    if new.is_ok_and(|new| new != (old.uid(), old.gid())) {
        let _ = fchown(file, Some(old.uid()), None);
        let _ = fchown(file, None, Some(old.gid()));
    }
}

/// The file that is being written: an interruption takes it away, and nothing else.
static UNFINISHED: Mutex<Option<PathBuf>> = Mutex::new(None);

struct Unfinished;

impl Unfinished {
    /// Makes the file. An interruption waits for that, so that none is left behind unnoted.
    fn begin(
        make: impl FnOnce() -> io::Result<NamedTempFile>,
    ) -> io::Result<(NamedTempFile, Unfinished)> {
        static HANDLER: Once = Once::new();
        // What the caller ignores, as `nohup` does a hangup, stays ignored: then there is no handler.
        // Without one the unfinished file stays behind, under a name of its own.
        HANDLER.call_once(|| drop(ctrlc::try_set_handler(interrupted)));
        let mut unfinished = UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner);
        let file = make()?;
        *unfinished = Some(file.path().to_owned());
        Ok((file, Unfinished))
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        *UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

fn interrupted() {
    // The lock is held to the end, so that no other file is begun.
    let unfinished = UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(path) = unfinished.as_deref() {
        let _ = fs::remove_file(path);
    }
    // What a shell expects of a program that was interrupted.
    std::process::exit(130);
}

/// Where a file is, or will be: the end of a chain of links.
fn followed(mut path: PathBuf) -> PathBuf {
    // No system follows more; those that go round in a circle are an error elsewhere.
    for _ in 0..MOST_LINKS {
        let Ok(target) = fs::read_link(&path) else { break };
        path = path.parent().unwrap_or(Path::new("")).join(target);
    }
    path
}

const MOST_LINKS: usize = 64;
