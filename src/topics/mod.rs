//! Groups of texts that tell the same problem in different words.
//!
//! Takes texts. Gives groups with telling names, without being told how many. Never asks a model or the network.
