//! `--users 30`, `--documents 100000`: the numbers by which editions are sized.

use clap::{Arg, ArgMatches, Command, Error, value_parser};
use minspec::library::Library;
use minspec::profile::Profile;
use minspec::quantity::parameter::{Parameter, Parameters};

/// The parameters that were stated: an option for each that there is.
pub struct Sizes(pub Parameters);

impl clap::Args for Sizes {
    fn augment_args(command: Command) -> Command {
        let option = |parameter: &Parameter| {
            Arg::new(parameter.id())
                .long(parameter.id())
                .value_name("N")
                .help(parameter.doc())
                .help_heading("Sizing")
                .value_parser(value_parser!(u64).range(1..))
        };
        command.args(Parameter::ALL.iter().map(option))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Sizes::augment_args(command)
    }
}

impl clap::FromArgMatches for Sizes {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Sizes, Error> {
        let stated = Parameter::ALL.iter().copied();
        let stated = stated.filter_map(|one| Some((one, *matches.get_one::<u64>(one.id())?)));
        Ok(Sizes(stated.collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Sizes::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Sizes {
    /// Whether every parameter is one by which an edition is sized.
    ///
    /// # Errors
    /// The first that is not.
    pub fn used(&self, library: &Library, profiles: &[Profile]) -> Result<(), String> {
        let used = library.sized_by(profiles)?;
        match self.0.keys().find(|parameter| !used.contains(parameter)) {
            None => Ok(()),
            Some(unused) => Err(format!(
                "--{}: no edition that was asked for is sized by it; leave it out",
                unused.id()
            )),
        }
    }
}
