//! Several workers on one input: each batch goes to one of them, and what they write comes out in
//! the order of the input. A few batches are under way at a time, so memory stays flat.

use super::{Batch, Check, Entry};
use crate::verdict::Verdict;
use std::io::{self, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// So many batches wait for a worker, and so many of its results for the writer.
const AHEAD: usize = 2;

/// More workers than this wait for the one that reads and the one that writes.
const MOST_WORKERS: usize = 8;

/// What became of a batch.
#[derive(Default)]
pub(super) struct Done {
    bytes: Vec<u8>,
    worst: Option<Verdict>,
    told: Vec<Entry<()>>,
    /// Why it could not be written to its end.
    fault: Option<io::Error>,
}

impl Done {
    /// Adds what is written of an entry, and the verdict on it.
    pub(super) fn add<M>(
        &mut self,
        entry: Entry<M>,
        write: impl FnOnce(M, &mut Vec<u8>) -> io::Result<Verdict>,
    ) {
        match entry {
            _ if self.fault.is_some() => {}
            Entry::Machine(machine) => match write(machine, &mut self.bytes) {
                Ok(verdict) => self.worst = Some(self.worst.map_or(verdict, |w| w.min(verdict))),
                Err(fault) => self.fault = Some(fault),
            },
            other => self.told.push(other.map(drop)),
        }
    }
}

impl Check<'_> {
    /// Has every machine written about by `work`, of which each worker makes itself one.
    pub(super) fn flow<W>(
        &mut self,
        out: &mut (dyn Write + Send),
        work: impl Fn() -> W + Sync,
    ) -> io::Result<()>
    where
        W: FnMut(Box<dyn Batch>, &mut Done),
    {
        let Some(first) = self.batches.next() else { return Ok(()) };
        let Some(second) = self.batches.next() else {
            // A single batch needs no workers.
            let done = through(first, &mut work(), Vec::new());
            return self.take(done, out).map(drop);
        };
        let batches = std::mem::replace(&mut self.batches, Box::new(std::iter::empty()));
        let batches = [first, second].into_iter().chain(batches);
        let workers = thread::available_parallelism().map_or(1, usize::from).min(MOST_WORKERS);
        thread::scope(|scope| {
            let mut inputs: Vec<SyncSender<Box<dyn Batch>>> = Vec::new();
            let mut outputs: Vec<(Receiver<Done>, SyncSender<Vec<u8>>)> = Vec::new();
            for _ in 0..workers {
                let (input, batches) = sync_channel(AHEAD);
                let (output, results) = sync_channel(AHEAD);
                let (back, buffers) = sync_channel(2 * AHEAD);
                inputs.push(input);
                outputs.push((results, back));
                let work = &work;
                scope.spawn(move || worker(batches, &output, &buffers, work()));
            }
            // One that cannot hand on a batch has lost its worker, because nobody writes any more.
            scope.spawn(move || {
                let mut turns = inputs.iter().cycle();
                for batch in batches {
                    if turns.next().is_none_or(|input| input.send(batch).is_err()) {
                        return;
                    }
                }
            });
            for (results, back) in outputs.iter().cycle() {
                let Ok(done) = results.recv() else { break };
                let buffer = self.take(done, out)?;
                // One more buffer than are needed is let go.
                drop(back.try_send(buffer));
            }
            Ok(())
        })
    }

    /// Writes what became of a batch, and gives its buffer back.
    fn take(&mut self, done: Done, out: &mut (dyn Write + Send)) -> io::Result<Vec<u8>> {
        done.told.into_iter().for_each(|entry| self.hear(entry));
        done.worst.into_iter().for_each(|verdict| self.found.add(verdict));
        out.write_all(&done.bytes)?;
        done.fault.map_or(Ok(done.bytes), Err)
    }
}

fn worker<W>(
    batches: Receiver<Box<dyn Batch>>,
    output: &SyncSender<Done>,
    buffers: &Receiver<Vec<u8>>,
    mut work: W,
) where
    W: FnMut(Box<dyn Batch>, &mut Done),
{
    for batch in batches {
        let buffer = buffers.try_recv().unwrap_or_default();
        if output.send(through(batch, &mut work, buffer)).is_err() {
            return;
        }
    }
}

/// Works through a batch.
fn through<W>(batch: Box<dyn Batch>, work: &mut W, mut bytes: Vec<u8>) -> Done
where
    W: FnMut(Box<dyn Batch>, &mut Done),
{
    bytes.clear();
    let mut done = Done { bytes, ..Done::default() };
    work(batch, &mut done);
    done
}
